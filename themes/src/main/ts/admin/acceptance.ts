// Why a resource server accepts API tokens: docs/use/resource-servers.md.
import { type AudienceMapper, type Client } from "./clients";
import { adminRealm, realm } from "./page-config";

export type Reason =
    { readonly kind: "mapper" | "attribute" | "optOut" } | { readonly kind: "scope"; readonly scope: string };

/** Keycloak's own, and ours: none of them is a resource server. */
const OWN = [
    "account",
    "account-console",
    "admin-cli",
    "api-tokens",
    "broker",
    "realm-management",
    "security-admin-console",
];

export const isResourceServer = ({ clientId, isConfidential }: Client) =>
    isConfidential && !OWN.includes(clientId) && !(realm === adminRealm && clientId.endsWith("-realm"));

/** A role of a resource server is a reason, too, for those who have it: see {@link TokenClient#resolvesAudience}. */
export function reasons(client: Client, mappers: readonly AudienceMapper[]): readonly Reason[] {
    const own = mappers.filter(({ audience }) => audience === client.clientId);
    return [
        ...(own.some(({ scope }) => scope === null) ? [{ kind: "mapper" } as const] : []),
        ...own.flatMap(({ scope }) => (scope === null ? [] : [{ kind: "scope", scope } as const])),
        ...(client.isMarked ? [{ kind: "attribute" } as const] : []),
        ...(client.isOptedOut ? [{ kind: "optOut" } as const] : []),
    ];
}

/** How many clients are looked at without a search. */
export const FIRST = 200;

/** Returns those of the clients that are resource servers and accept the API tokens of every owner. */
export const accepting = (clients: readonly Client[], mappers: readonly AudienceMapper[]) =>
    clients.filter((client) => isResourceServer(client) && reasons(client, mappers).length > 0);

/** Whether all of them can be ended from here. */
export const canEnd = (found: readonly Reason[]) =>
    found.every(({ kind }) => kind === "mapper" || kind === "attribute");
