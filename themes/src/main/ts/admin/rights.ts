/** What an administrator may do, by the roles that Keycloak's admin REST API knows for the realm. */
export interface Rights {
    readonly viewAllTokens: boolean;
    /** Also with fine-grained permissions for some users. */
    readonly viewTokens: boolean;
    readonly manageAllTokens: boolean;
    /** With fine-grained permissions nobody but the server knows whose; it will say. */
    readonly manageTokens: boolean;
    /** Also with fine-grained permissions for some clients; Keycloak says which of them may be managed. */
    readonly viewClients: boolean;
    readonly viewPolicy: boolean;
    /** The events of the realm. */
    readonly viewEvents: boolean;
    readonly managePolicy: boolean;
}

export function rightsOf(roles: readonly string[]): Rights {
    const has = (...some: string[]) => some.some((role) => roles.includes(role));
    const viewAllTokens = has("view-users", "manage-users");
    const viewTokens = viewAllTokens || has("query-users");
    const manageAllTokens = has("manage-users");
    return {
        viewAllTokens,
        viewTokens,
        manageAllTokens,
        manageTokens: manageAllTokens || (viewTokens && !viewAllTokens),
        viewClients: has("view-clients", "manage-clients", "query-clients"),
        viewEvents: has("view-events", "manage-events"),
        viewPolicy: has("view-realm", "manage-realm"),
        managePolicy: has("manage-realm"),
    };
}
