// What a token may do: its roles and resource servers, in words.
import { type ApiToken } from "./api-token";
import { t } from "./messages";

interface RolesOfClient {
    /** Undefined for realm roles. */
    readonly clientId?: string;
    readonly roles: readonly string[];
}

/** Returns the chosen roles, those of the realm first; undefined for all roles of the owner. */
export function chosenRoles({ realmRoles, clientRoles }: ApiToken): readonly RolesOfClient[] | undefined {
    if (!realmRoles && !clientRoles) {
        return undefined;
    }
    const ofClients = Object.entries(clientRoles ?? {}).map(([clientId, roles]) => ({ clientId, roles }));
    return [{ roles: realmRoles ?? [] }, ...ofClients].filter(({ roles }) => roles.length > 0);
}

/** Returns "Everything", or the number of roles. */
export function rolesInWords(token: ApiToken): string {
    const chosen = chosenRoles(token);
    if (!chosen) {
        return t("apiTokensEverything");
    }
    const count = chosen.reduce((sum, { roles }) => sum + roles.length, 0);
    switch (count) {
        case 0:
            return t("apiTokensNoRoles");
        case 1:
            return t("apiTokensOneRole");
        default:
            return t("apiTokensManyRoles", { count });
    }
}

/** Returns the resource servers in few words; undefined for all. */
export function serversInWords({ audience }: ApiToken): string | undefined {
    if (!audience) {
        return undefined;
    }
    const [server, ...others] = audience;
    if (server === undefined) {
        return t("apiTokensNoServer");
    }
    return others.length === 0
        ? t("apiTokensOnlyServer", { server })
        : t("apiTokensOnlyServers", { count: audience.length });
}
