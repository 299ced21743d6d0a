// Who is at this page: an administrator of the realm itself, or else one of the realm that administers all. It is found out
// by a silent login to the admin console, whose access token Keycloak's admin REST API takes.
import { ApiError, Rest } from "../shared/rest";
import { AccessTokens, LoginRequired } from "../shared/silent-login";
import { AdminApi } from "./api";
import { ClientApi } from "./clients";
import { EventApi } from "./events";
import { adminRealm, consoleUrl, realm, realmPath, serverUrl } from "./page-config";
import { RealmApi } from "./realm-api";
import { type Rights, rightsOf } from "./rights";

/** Somebody is logged in who may see nothing here. */
export class NotAllowed extends Error {}

export interface Administrator {
    readonly name: string;
    /** The realm of the login. */
    readonly home: string;
    readonly rights: Rights;
    readonly api: AdminApi;
    readonly clients: ClientApi;
    readonly realms: RealmApi;
    readonly events: EventApi;
}

interface WhoAmI {
    readonly displayName: string;
    readonly realm_access: Readonly<Record<string, readonly string[]>>;
}

/** The realms whose administrators may administer this one. */
export const homes = [...new Set([realm, adminRealm])];

export async function signIn(): Promise<Administrator> {
    let failure: Error = new LoginRequired();
    for (const home of homes) {
        try {
            return await signInAt(home);
        } catch (error) {
            if (error instanceof NotAllowed) {
                failure = error;
            } else if (!(error instanceof LoginRequired)) {
                throw error;
            }
        }
    }
    throw failure;
}

async function signInAt(home: string): Promise<Administrator> {
    const tokens = new AccessTokens({
        clientId: "security-admin-console",
        redirectUri: consoleUrl(home),
        url: (path) => serverUrl(realmPath(home) + path),
    });
    const { displayName, realm_access } = await whoAmI(home, tokens);
    const rights = rightsOf(realm_access[realm] ?? []);
    if (!rights.viewTokens && !rights.viewClients && !rights.viewPolicy) {
        throw new NotAllowed();
    }
    const restAt = (path: string) =>
        new Rest((rest) => serverUrl(`admin/realms/${encodeURIComponent(realm)}${path}${rest}`), tokens);
    const allRealms = new Rest((rest) => serverUrl(`admin/realms${rest}`), tokens);
    return {
        name: displayName,
        home,
        rights,
        api: new AdminApi(restAt("/api-tokens")),
        clients: new ClientApi(restAt("/clients"), restAt("/client-scopes")),
        realms: new RealmApi(restAt(""), () => serverUrl(`${realmPath(realm)}account/`), allRealms),
        events: new EventApi(restAt("/events"), restAt("/admin-events"), restAt("/users")),
    };
}

/** What the admin console asks, too; the access token itself does not tell. */
async function whoAmI(home: string, tokens: AccessTokens): Promise<WhoAmI> {
    const path = `admin/${encodeURIComponent(home)}/console/whoami?currentRealm=${encodeURIComponent(realm)}`;
    try {
        return await new Rest(() => serverUrl(path), tokens).call<WhoAmI>("GET", "");
    } catch (error) {
        const isRejected = error instanceof ApiError && ["FORBIDDEN", "NOT_INSTALLED"].includes(error.code);
        throw isRejected ? new NotAllowed() : error;
    }
}
