/** A token as both REST APIs show it: docs/reference/rest-owner.md. */
export interface ApiToken {
    readonly id: string;
    readonly name: string;
    readonly description: string | null;
    readonly prefix: string;
    readonly profile: string | null;
    readonly scope: string | null;
    /** Null together with {@link clientRoles} for all roles of the owner. */
    readonly realmRoles: readonly string[] | null;
    /** By client id. */
    readonly clientRoles: Readonly<Record<string, readonly string[]>> | null;
    /** Client ids; null for all resource servers. */
    readonly audience: readonly string[] | null;
    readonly createdAt: string;
    readonly rotatedAt: string | null;
    readonly previousValidUntil: string | null;
    readonly expiresAt: string | null;
    readonly lastUsedAt: string | null;
    readonly lastUsedBy: string | null;
}

export interface LastUse {
    readonly clientId: string;
    readonly lastUsedAt: string;
}

/** A token, and its last use by each resource server, newest first. */
export interface ApiTokenDetails extends ApiToken {
    readonly lastUses: readonly LastUse[];
}

/** Who ended a token, or what; null if an earlier release revoked it. */
export type EndReason = "expired" | RevocationReason;

export type RevocationReason = "owner" | "token" | "administrator" | "leaked" | "not_before";

export interface EndedApiToken extends ApiToken {
    readonly endedAt: string;
    readonly endReason: EndReason | null;
}

/** The only answer with a secret. */
export interface IssuedApiToken extends ApiToken {
    readonly token: string;
}

export interface NewApiToken {
    readonly name: string;
    readonly description?: string;
    readonly expiresIn?: string;
    readonly profile?: string;
    readonly scope?: string;
    readonly realmRoles?: readonly string[];
    readonly clientRoles?: Readonly<Record<string, readonly string[]>>;
    readonly audience?: readonly string[];
}

/** What can change of a token. */
export interface ApiTokenEdit {
    readonly name: string;
    /** Empty for none. */
    readonly description: string;
}
