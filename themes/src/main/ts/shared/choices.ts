// What can be chosen for a new token: roles, resource servers and scopes, each by a key.
import { label, t } from "./messages";
import { type Policy } from "./policy";

export interface Choice {
    readonly key: string;
    readonly label: string;
    readonly description?: string;
}

export interface ChoiceGroup {
    readonly title?: string;
    readonly choices: readonly Choice[];
}

/** Returns the key of a role. */
export const roleKey = (name: string, clientId?: string) =>
    JSON.stringify(clientId === undefined ? [name] : [name, clientId]);

/** Returns the name of a role, and the id of its client; undefined for a realm role. */
export const roleOf = (key: string) => JSON.parse(key) as [string, string?];

const optionalLabel = (text: string | null) => (text === null ? undefined : label(text));

/** Returns the name of a client beside its id, if it has another name. */
function clientLabel({ resourceServers }: Policy, clientId: string): string {
    const name = optionalLabel(resourceServers.find((one) => one.clientId === clientId)?.name ?? null);
    return name && name !== clientId ? `${name} (${clientId})` : clientId;
}

/** Returns the roles by client, those of the realm first. */
export function roleChoices(policy: Policy): readonly ChoiceGroup[] {
    const group = (title: string, roles: Policy["realmRoles"], clientId?: string) => ({
        title,
        choices: roles.map(({ name, description }) => ({
            key: roleKey(name, clientId),
            label: name,
            description: optionalLabel(description),
        })),
    });
    return [
        group(t("apiTokensRealmRoles"), policy.realmRoles),
        ...Object.entries(policy.clientRoles).map(([clientId, roles]) =>
            group(clientLabel(policy, clientId), roles, clientId),
        ),
    ].filter(({ choices }) => choices.length > 0);
}

export const serverChoices = (policy: Policy): readonly ChoiceGroup[] => [
    {
        choices: policy.resourceServers.map(({ clientId, description }) => ({
            key: clientId,
            label: clientLabel(policy, clientId),
            description: optionalLabel(description),
        })),
    },
];

/** Returns the scopes, with the texts of the consent screen that say more than their names. */
export const scopeChoices = (policy: Policy): readonly ChoiceGroup[] => [
    {
        choices: policy.scopes.map((scope) => {
            const text = label(policy.consentTexts[scope] ?? scope);
            return { key: scope, label: scope, description: text === scope ? undefined : text };
        }),
    },
];

/** Returns the choices that have all words of a text in their name, their description, or the title of their group. */
export function matching(groups: readonly ChoiceGroup[], search: string): readonly ChoiceGroup[] {
    const words = search.toLowerCase().split(/\s+/).filter(Boolean);
    return groups
        .map(({ title, choices }) => ({
            title,
            choices: choices.filter(({ label, description }) => {
                const text = [title, label, description].join(" ").toLowerCase();
                return words.every((word) => text.includes(word));
            }),
        }))
        .filter(({ choices }) => choices.length > 0);
}

/** Returns those of the keys that cannot be chosen. */
export function unavailable(keys: readonly string[], groups: readonly ChoiceGroup[]): readonly string[] {
    const available = new Set(groups.flatMap(({ choices }) => choices.map(({ key }) => key)));
    return keys.filter((key) => !available.has(key));
}
