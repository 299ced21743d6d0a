/** A token as both REST APIs show it: docs/api.md. */
export interface ApiToken {
    readonly id: string;
    readonly name: string;
    readonly prefix: string;
    readonly profile: string | null;
    readonly scope: string | null;
    readonly createdAt: string;
    readonly rotatedAt: string | null;
    readonly previousValidUntil: string | null;
    readonly expiresAt: string | null;
    readonly lastUsedAt: string | null;
    readonly lastUsedBy: string | null;
}
