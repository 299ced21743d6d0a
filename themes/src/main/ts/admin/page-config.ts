// Where this page is, as its HTML says.
const {
    realm = "",
    adminRealm = "",
    server = "",
    console = "",
    language = "",
    resources = "",
} = document.getElementById("app")?.dataset ?? {};

/** The language of Keycloak's own pages here; empty if the realm leaves that to the browser. */
export { language };

export { adminRealm, realm };

/** For requests, which go to this very origin. */
export const serverUrl = (path: string) => new URL(new URL(server).pathname + path, location.origin);

/** Of Keycloak's own resources, which have a version in their address. */
export const resourceUrl = (path: string) => serverUrl(`resources/${resources}/${path}`);

/** For others than this page. */
export const publicUrl = (path: string) => new URL(path, server);

export const realmPath = (name: string) => `realms/${encodeURIComponent(name)}/`;

/** Keycloak's own, of administrators of that realm. */
export const consoleUrl = (name: string) => `${console}admin/${encodeURIComponent(name)}/console/`;

/** Keycloak's logout of an administrator of that realm, which asks for a confirmation and leads to the console. */
export const signOutUrl = (name: string) =>
    `${publicUrl(`${realmPath(name)}protocol/openid-connect/logout`).href}?${new URLSearchParams({
        client_id: "security-admin-console",
        post_logout_redirect_uri: consoleUrl(name),
    }).toString()}`;

/** The address that the admin console has, for this page; null where the page is there already. */
export function elsewhere(): string | null {
    return new URL(console).origin === location.origin
        ? null
        : `${console}${realmPath(realm)}api-tokens-admin/`;
}

/** Whether the admin console has an address of its own, so that no login can be seen there without leaving the page. */
export const isApart = () => new URL(console).origin !== new URL(server).origin;
