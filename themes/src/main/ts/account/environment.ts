/** What Keycloak tells its account console, in the page itself. */
interface Environment {
    readonly serverBaseUrl: string;
    readonly authServerUrl: string;
    readonly baseUrl: string;
    readonly realm: string;
    readonly clientId: string;
    readonly locale?: string;
}

export const environment = JSON.parse(
    document.getElementById("environment")?.textContent ?? "{}",
) as Environment;

const withSlash = (url: string) => (url.endsWith("/") ? url : `${url}/`);

/** A URL below that of the realm. */
export const realmUrl = (path: string) =>
    new URL(`realms/${encodeURIComponent(environment.realm)}/${path}`, withSlash(environment.authServerUrl));

/** Where Keycloak's own page reads its texts. */
export const messagesUrl = (locale: string) =>
    new URL(
        `resources/${encodeURIComponent(environment.realm)}/account/${encodeURIComponent(locale)}`,
        withSlash(environment.serverBaseUrl),
    );
