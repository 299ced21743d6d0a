// The console does not share its access token with pages such as this one. It is asked for by a silent authorization
// code flow with PKCE (RFC 7636, OpenID Connect prompt=none), and kept in memory only.
import { environment, realmUrl } from "./environment";

/** Nobody is logged in any more, or Keycloak wants to ask the person something first. */
export class LoginRequired extends Error {}

interface AccessToken {
    readonly value: string;
    /** Of {@link performance.now}, so that a wrong clock does no harm. */
    readonly validUntil: number;
}

const SAFETY_MILLIS = 10_000;

let current: AccessToken | undefined;
let pending: Promise<AccessToken> | undefined;

export async function accessToken(): Promise<string> {
    if (!current || performance.now() > current.validUntil) {
        pending ??= silently().finally(() => (pending = undefined));
        current = await pending;
    }
    return current.value;
}

export function forgetAccessToken() {
    current = undefined;
}

async function silently(): Promise<AccessToken> {
    const { url, verifier } = await authorization(environment.baseUrl, { prompt: "none" });
    const answer = new URL((await fetch(url)).url).searchParams;
    const code = answer.get("code");
    if (!code || answer.get("state") !== url.searchParams.get("state")) {
        throw new LoginRequired();
    }
    const started = performance.now();
    const response = await fetch(realmUrl("protocol/openid-connect/token"), {
        method: "POST",
        body: new URLSearchParams({
            grant_type: "authorization_code",
            client_id: environment.clientId,
            redirect_uri: environment.baseUrl,
            code,
            code_verifier: verifier,
        }),
    });
    if (!response.ok) {
        throw new LoginRequired();
    }
    const { access_token, expires_in } = (await response.json()) as {
        access_token: string;
        expires_in: number;
    };
    return { value: access_token, validUntil: started + expires_in * 1000 - SAFETY_MILLIS };
}

/** Leaves for a login that is at most so many seconds old when the person comes back to this page. */
export async function logInWithin(maxAge: number) {
    const here = location.origin + location.pathname;
    const { url } = await authorization(here, { max_age: String(maxAge) });
    location.assign(url);
}

/** To this page again: the console itself sends whoever is not logged in to the login page. */
export function logIn() {
    location.reload();
}

async function authorization(redirectUri: string, parameters: Record<string, string>) {
    const verifier = random();
    const challenge = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
    const url = realmUrl("protocol/openid-connect/auth");
    url.search = new URLSearchParams({
        client_id: environment.clientId,
        redirect_uri: redirectUri,
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
