// The owner's REST API: docs/api.md.
import { Rest } from "../shared/rest";
import { realmUrl } from "./environment";
import { accessTokens } from "./session";

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

/** The only answer with a secret. */
export interface MintedApiToken extends ApiToken {
    readonly token: string;
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
}

export interface NewApiToken {
    readonly name: string;
    readonly expiresIn?: string;
    readonly profile?: string;
    readonly scope?: string;
}

const rest = new Rest((path) => realmUrl(`api-tokens${path}`), accessTokens);

export const listTokens = () => rest.call<ApiToken[]>("GET", "");

export const getPolicy = () => rest.call<Policy>("GET", "/policy");

export const createToken = (token: NewApiToken) => rest.call<MintedApiToken>("POST", "", token);

export const rotateToken = (id: string, overlap: string) =>
    rest.call<MintedApiToken>("POST", `/${id}/rotate`, { overlap });

export const revokeToken = (id: string) => rest.call<void>("DELETE", `/${id}`);
