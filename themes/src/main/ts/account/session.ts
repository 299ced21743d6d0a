// The console does not share its access token with pages such as this one, which asks for one of its own.
import { Rest } from "../shared/rest";
import { AccessTokens, authorization } from "../shared/silent-login";
import { OwnerApi } from "./api";
import { Drafts } from "./drafts";
import { environment, realmUrl } from "./environment";

const login = { clientId: environment.clientId, redirectUri: environment.baseUrl, url: realmUrl };

export const accessTokens = new AccessTokens(login);

export const api = new OwnerApi(new Rest((path) => realmUrl(`api-tokens${path}`), accessTokens));

/** Realms of one server share the storage. */
export const drafts = new Drafts(localStorage, `api-tokens.draft.${environment.realm}`);

/** Opens the login page, and returns with a login of at most that age, in seconds. */
export async function logInWithin(maxAge: number) {
    const here = location.origin + location.pathname + location.hash;
    const { url } = await authorization({ ...login, redirectUri: here }, { max_age: String(maxAge) });
    location.assign(url);
}

/** To this page again: the console itself sends whoever is not logged in to the login page. */
export function logIn() {
    location.reload();
}
