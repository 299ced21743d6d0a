// The owner's REST API: docs/api.md.
import { type ApiToken } from "../shared/api-token";
import { type Rest } from "../shared/rest";

/** The only answer with a secret. */
export interface IssuedApiToken extends ApiToken {
    readonly token: string;
}

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

export interface NewApiToken {
    readonly name: string;
    readonly description?: string;
    readonly expiresIn?: string;
    readonly profile?: string;
    readonly scope?: string;
    readonly realmRoles?: readonly string[];
    readonly clientRoles?: Readonly<Record<string, readonly string[]>>;
    readonly audience?: readonly string[];
}

/** What can change of a token. */
export interface ApiTokenEdit {
    readonly name: string;
    /** Empty for none. */
    readonly description: string;
}

export class OwnerApi {
    constructor(private readonly rest: Rest) {}

    list = () => this.rest.call<ApiToken[]>("GET", "");

    policy = () => this.rest.call<Policy>("GET", "/policy");

    create = (token: NewApiToken) => this.rest.call<IssuedApiToken>("POST", "", token);

    edit = (id: string, changes: ApiTokenEdit) => this.rest.call<ApiToken>("PATCH", `/${id}`, changes);

    rotate = (id: string, overlap: string) =>
        this.rest.call<IssuedApiToken>("POST", `/${id}/rotate`, { overlap });

    revoke = (id: string) => this.rest.call<void>("DELETE", `/${id}`);
}
