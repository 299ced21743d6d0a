// What the policy of a realm allows an owner, and what this owner can choose from: docs/reference/rest-owner.md.
import { t } from "./messages";
import { inWords } from "./times";

/** A role to choose. Texts can be `${key}` of a message. */
export interface PolicyRole {
    readonly name: string;
    readonly description: string | null;
}

/** A client to choose as a resource server. */
export interface PolicyResourceServer {
    readonly clientId: string;
    readonly name: string | null;
    readonly description: string | null;
}

export interface Policy {
    readonly maxPerUser: number;
    readonly used: number;
    readonly defaultLifetime: string | null;
    readonly maxLifetime: string | null;
    readonly expiryRequired: boolean;
    readonly inactivityDays: number | null;
    readonly profiles: readonly string[];
    readonly scopes: readonly string[];
    readonly consentTexts: Readonly<Record<string, string>>;
    readonly fullAccess: boolean;
    readonly realmRoles: readonly PolicyRole[];
    /** By client id. */
    readonly clientRoles: Readonly<Record<string, readonly PolicyRole[]>>;
    readonly resourceServers: readonly PolicyResourceServer[];
}

/** Returns how many tokens there are, and how many there may be: after the limit was lowered, there can be more. */
export const usedInWords = ({ used, maxPerUser: limit }: Policy) =>
    t(used > limit ? "apiTokensOverLimit" : "apiTokensUsed", { used, limit });

/** Returns the values that texts of errors name; empty ones without a policy. */
export const policyValues = (policy?: Policy) => ({
    limit: policy?.maxPerUser ?? "",
    maxLifetime: policy?.maxLifetime ? inWords(policy.maxLifetime) : "",
    profiles: policy?.profiles.join(", ") ?? "",
});
