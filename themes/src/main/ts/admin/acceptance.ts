// Why a resource server accepts API tokens: docs/use/resource-servers.md.
import { type AudienceMapper, type Client, type ClientApi } from "./clients";
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
const FIRST = 200;

/** How many of those that mappers name are found one by one. */
const NAMED = 20;

/** Returns those of the clients that are resource servers and accept the API tokens of every owner. */
export const accepting = (clients: readonly Client[], mappers: readonly AudienceMapper[]) =>
    clients.filter((client) => isResourceServer(client) && reasons(client, mappers).length > 0);

/** Finds those among the first clients, and those that mappers name; and whether there are clients it has not seen. */
export async function findAccepting(clients: Pick<ClientApi, "list" | "find" | "tokenClient">) {
    const [found, tokenClient] = await Promise.all([clients.list(FIRST + 1), clients.tokenClient()]);
    const first = found.slice(0, FIRST);
    const hasMore = found.length > first.length;
    const mappers = tokenClient?.mappers ?? [];
    const seen = new Set(first.map(({ clientId }) => clientId));
    const named = new Set(mappers.map(({ audience }) => audience).filter((audience) => !seen.has(audience)));
    const others = hasMore ? await Promise.all([...named].slice(0, NAMED).map(clients.find)) : [];
    const servers = accepting([...first, ...others.filter((client) => client !== undefined)], mappers);
    return { servers, tokenClient, hasMore };
}

/** Whether all of them can be ended from here. */
export const canEnd = (found: readonly Reason[]) =>
    found.every(({ kind }) => kind === "mapper" || kind === "attribute");
