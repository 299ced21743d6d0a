// A silent authorization code flow with PKCE (RFC 7636, OpenID Connect prompt=none). What it gives is kept in memory only.

import { ApiError } from "./rest";

/** Nobody is logged in any more, or Keycloak wants to ask the person something first. */
export class LoginRequired extends Error {}

/** Of whom an access token is asked, for which client. */
export interface Login {
    readonly clientId: string;
    readonly redirectUri: string;
    /** A URL below that of the realm whose login it is. */
    readonly url: (path: string) => URL;
}

interface AccessToken {
    readonly value: string;
    /** The user's id, as the ID token has it. */
    readonly user?: string;
    /** Of {@link performance.now}, so that a wrong clock does no harm. */
    readonly validUntil: number;
}

const SAFETY_MILLIS = 10_000;

/** The access token of a login, asked for again when it is about to end. */
export class AccessTokens {
    private current: AccessToken | undefined;
    private pending: Promise<AccessToken> | undefined;
    private firstUser: string | undefined;

    constructor(private readonly login: Login) {}

    /** The id of the user who is logged in; undefined before the first access token. */
    get user(): string | undefined {
        return this.firstUser;
    }

    /** Fails where another user has logged in meanwhile: what is on the page is not theirs. */
    async get(): Promise<string> {
        if (!this.current || performance.now() > this.current.validUntil) {
            this.pending ??= silently(this.login).finally(() => (this.pending = undefined));
            const token = await this.pending;
            this.firstUser ??= token.user;
            if (token.user !== this.firstUser) {
                throw new LoginRequired();
            }
            this.current = token;
        }
        return this.current.value;
    }

    forget() {
        this.current = undefined;
    }
}

async function silently(login: Login): Promise<AccessToken> {
    const { url, verifier } = await authorization(login, { prompt: "none" });
    const page = await fetch(url);
    requireNoServerError(page);
    const answer = new URL(page.url).searchParams;
    const code = answer.get("code");
    if (!code || answer.get("state") !== url.searchParams.get("state")) {
        throw new LoginRequired();
    }
    const started = performance.now();
    const response = await fetch(login.url("protocol/openid-connect/token"), {
        method: "POST",
        body: new URLSearchParams({
            grant_type: "authorization_code",
            client_id: login.clientId,
            redirect_uri: login.redirectUri,
            code,
            code_verifier: verifier,
        }),
    });
    requireNoServerError(response);
    if (!response.ok) {
        throw new LoginRequired();
    }
    const { access_token, expires_in, id_token } = (await response.json()) as {
        access_token: string;
        expires_in: number;
        id_token?: string;
    };
    return {
        value: access_token,
        user: id_token && subjectOf(id_token),
        validUntil: started + expires_in * 1000 - SAFETY_MILLIS,
    };
}

/** Returns the subject of a JWT that comes from the server itself, so its signature does not matter. */
function subjectOf(jwt: string): string | undefined {
    const payload = (jwt.split(".")[1] ?? "").replace(/-/g, "+").replace(/_/g, "/");
    return (JSON.parse(atob(payload)) as { sub?: string }).sub;
}

/** A server that fails knows nothing of the login: to log in again would not help. */
function requireNoServerError(response: Response) {
    if (response.status >= 500) {
        throw new ApiError("UNEXPECTED", "");
    }
}

export async function authorization(login: Login, parameters: Record<string, string>) {
    const verifier = random();
    const challenge = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
    const url = login.url("protocol/openid-connect/auth");
    url.search = new URLSearchParams({
        client_id: login.clientId,
        redirect_uri: login.redirectUri,
        response_type: "code",
        response_mode: "query",
        scope: "openid",
        state: random(),
        code_challenge: base64Url(new Uint8Array(challenge)),
        code_challenge_method: "S256",
        ...parameters,
    }).toString();
    return { url, verifier };
}

const random = () => base64Url(crypto.getRandomValues(new Uint8Array(32)));

const base64Url = (bytes: Uint8Array) =>
    btoa(String.fromCharCode(...bytes))
        .replace(/\+/g, "-")
        .replace(/\//g, "_")
        .replace(/=+$/, "");
