// Keycloak's own admin REST API of realms, and its account console, as far as this page needs them.
import { type Rest } from "../shared/rest";

/** What the page keeps of a realm: the answer has more. */
export interface RealmSettings {
    /** Null for Keycloak's own. */
    readonly accountTheme: string | null;
    readonly hasMailServer: boolean;
    readonly savesEvents: boolean;
    readonly savesAdminEvents: boolean;
}

/** What can be changed from here. */
export interface RealmChange {
    readonly accountTheme?: string;
    readonly eventsEnabled?: boolean;
    readonly adminEventsEnabled?: boolean;
}

interface RealmRepresentation extends RealmChange {
    readonly smtpServer?: { readonly host?: string };
}

export class RealmApi {
    constructor(
        private readonly rest: Rest,
        /** The account console's page. */
        private readonly accountUrl: () => URL,
        private readonly realms: Rest,
    ) {}

    settings = async (): Promise<RealmSettings> => {
        const realm = await this.rest.call<RealmRepresentation>("GET", "");
        return {
            accountTheme: realm.accountTheme ?? null,
            hasMailServer: !!realm.smtpServer?.host,
            savesEvents: realm.eventsEnabled === true,
            savesAdminEvents: realm.adminEventsEnabled === true,
        };
    };

    /** Returns the names of the realms that this administrator may see. */
    names = async (): Promise<readonly string[]> =>
        (await this.realms.call<{ realm: string }[]>("GET", "?briefRepresentation=true"))
            .map(({ realm }) => realm)
            .sort((a, b) => a.localeCompare(b));

    /** What is not named stays. */
    change = (change: RealmChange) => this.rest.run("PUT", "", change);

    /**
     * Whether owners find the page in their account console, whichever theme brings it there. Undefined if there is no
     * console to ask.
     */
    hasAccountPage = async (): Promise<boolean | undefined> => {
        try {
            const text = await textOf(this.accountUrl());
            const resources = /"resourceUrl":\s*"([^"]+)"/.exec(text)?.[1];
            return resources === undefined
                ? undefined
                : (await textOf(new URL(`${resources}/content.json`, this.accountUrl()))).includes(
                      "content/api-tokens",
                  );
        } catch {
            return undefined;
        }
    };
}

/** As nobody: these files are the same for all. */
async function textOf(url: URL): Promise<string> {
    const response = await fetch(url, { credentials: "omit" });
    if (!response.ok) {
        throw new Error(String(response.status));
    }
    return response.text();
}
