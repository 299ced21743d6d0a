// The form that creates a token: its contents, the request, and what becomes of it when the policy has changed.
import { type NewApiToken } from "./api-token";
import { roleChoices, roleOf, scopeChoices, serverChoices, unavailable } from "./choices";
import { type CreationField } from "./creation-fields";
import { expiresIn, preselected } from "./expiry";
import { type Policy } from "./policy";

export interface CreationForm {
    readonly name: string;
    readonly description: string;
    /** A lifetime, NEVER or CUSTOM. */
    readonly expiry: string;
    /** With CUSTOM: as of a date field. */
    readonly customDate: string;
    /** Whether the token has only the roles below. Without full access it always does. */
    readonly isRestricted: boolean;
    /** The keys of roles. */
    readonly roles: readonly string[];
    /** Whether only the resource servers below may accept the token. */
    readonly hasAudience: boolean;
    /** Client ids. */
    readonly servers: readonly string[];
    readonly scopes: readonly string[];
    readonly profile: string;
}

export const emptyForm = (policy: Policy): CreationForm => ({
    name: "",
    description: "",
    expiry: preselected(policy),
    customDate: "",
    isRestricted: false,
    roles: [],
    hasAudience: false,
    servers: [],
    scopes: [],
    profile: "",
});

export const isRestricted = (form: CreationForm, policy: Policy) => form.isRestricted || !policy.fullAccess;

export const requestOf = (form: CreationForm, policy: Policy): NewApiToken => ({
    name: form.name,
    description: form.description.trim() || undefined,
    expiresIn: expiresIn(form.expiry, form.customDate, policy),
    profile: form.profile.trim() || undefined,
    scope: form.scopes.join(" ") || undefined,
    ...(isRestricted(form, policy) && rolesOf(form.roles)),
    audience: form.hasAudience ? form.servers : undefined,
});

function rolesOf(keys: readonly string[]): Pick<NewApiToken, "realmRoles" | "clientRoles"> {
    const realmRoles: string[] = [];
    const clientRoles = new Map<string, string[]>();
    for (const [name, clientId] of keys.map(roleOf)) {
        if (clientId === undefined) {
            realmRoles.push(name);
        } else {
            clientRoles.set(clientId, [...(clientRoles.get(clientId) ?? []), name]);
        }
    }
    return { realmRoles, clientRoles: Object.fromEntries(clientRoles) };
}

export interface AdaptedForm {
    readonly form: CreationForm;
    /** The names of what was chosen and is not available any more. */
    readonly gone: Readonly<Partial<Record<CreationField, readonly string[]>>>;
}

/** Returns the form without what a newer policy does not offer. */
export function adapted(form: CreationForm, policy: Policy): AdaptedForm {
    const roles = unavailable(form.roles, roleChoices(policy));
    const servers = unavailable(form.servers, serverChoices(policy));
    const scopes = unavailable(form.scopes, scopeChoices(policy));
    const without = (keys: readonly string[], gone: readonly string[]) =>
        keys.filter((key) => !gone.includes(key));
    return {
        form: {
            ...form,
            roles: without(form.roles, roles),
            servers: without(form.servers, servers),
            scopes: without(form.scopes, scopes),
        },
        gone: { roles: roles.map((key) => roleOf(key).reverse().join("/")), servers, scopes },
    };
}
