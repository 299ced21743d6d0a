// The owner's REST API: docs/api.md.
import { type ApiToken } from "../shared/api-token";
import { type Rest } from "../shared/rest";

/** The only answer with a secret. */
export interface IssuedApiToken extends ApiToken {
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

export class OwnerApi {
    constructor(private readonly rest: Rest) {}

    list = () => this.rest.call<ApiToken[]>("GET", "");

    policy = () => this.rest.call<Policy>("GET", "/policy");

    create = (token: NewApiToken) => this.rest.call<IssuedApiToken>("POST", "", token);

    rotate = (id: string, overlap: string) =>
        this.rest.call<IssuedApiToken>("POST", `/${id}/rotate`, { overlap });

    revoke = (id: string) => this.rest.call<void>("DELETE", `/${id}`);
}
