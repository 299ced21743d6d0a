// The owner's REST API: docs/api.md.
import { realmUrl } from "./environment";
import { accessToken, forgetAccessToken } from "./session";

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

/** A refusal in the server's words, or with the code UNREACHABLE or UNEXPECTED in none. */
export class ApiError extends Error {
    constructor(
        readonly code: string,
        description: string,
        /** How many seconds ago the login may have been, where that is the reason (RFC 9470). */
        readonly maxAge?: number,
    ) {
        super(description);
    }
}

export const listTokens = () => call<ApiToken[]>("GET", "");

export const getPolicy = () => call<Policy>("GET", "/policy");

export const createToken = (token: NewApiToken) => call<MintedApiToken>("POST", "", token);

export const rotateToken = (id: string, overlap: string) =>
    call<MintedApiToken>("POST", `/${id}/rotate`, { overlap });

export const revokeToken = (id: string) => call<void>("DELETE", `/${id}`);

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    let response = await send(method, path, body);
    if (response.status === 401) {
        // The session may have ended, or only the access token: the silent login tells.
        forgetAccessToken();
        response = await send(method, path, body);
    }
    if (response.status === 204) {
        return undefined as T;
    }
    const answer = await response.json().catch(() => undefined);
    if (response.ok && answer) {
        return answer as T;
    }
    throw new ApiError(code(response, answer?.error), answer?.error_description ?? "", maxAge(response));
}

/** Where the provider is not installed, only this theme, Keycloak says in its own words that there is nothing here. */
function code(response: Response, error?: string): string {
    const ours = /^[A-Z_]+$/.test(error ?? "");
    return response.status === 404 && !ours ? "NOT_INSTALLED" : (error ?? "UNEXPECTED");
}

async function send(method: string, path: string, body?: unknown): Promise<Response> {
    try {
        return await fetch(realmUrl(`api-tokens${path}`), {
            method,
            cache: "no-store",
            headers: {
                Authorization: `Bearer ${await accessToken()}`,
                ...(body ? { "Content-Type": "application/json" } : {}),
            },
            body: body ? JSON.stringify(body) : undefined,
        });
    } catch (error) {
        // What fetch throws when there is no answer.
        throw error instanceof TypeError ? new ApiError("UNREACHABLE", "") : error;
    }
}

function maxAge(response: Response): number | undefined {
    const match = /max_age="?(\d+)/.exec(response.headers.get("WWW-Authenticate") ?? "");
    return match ? Number(match[1]) : undefined;
}
