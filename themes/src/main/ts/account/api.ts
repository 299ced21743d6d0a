// The owner's REST API: docs/reference/rest-owner.md.
import {
    type ApiToken,
    type ApiTokenDetails,
    type ApiTokenEdit,
    type EndedApiToken,
    type IssuedApiToken,
    type NewApiToken,
} from "../shared/api-token";
import { type Policy } from "../shared/policy";
import { type Rest } from "../shared/rest";
import { type TokenApi } from "../shared/token-api";

export class OwnerApi implements TokenApi {
    constructor(private readonly rest: Rest) {}

    list = () => this.rest.call<ApiToken[]>("GET", "");

    ended = () => this.rest.call<EndedApiToken[]>("GET", "/ended");

    endedDetails = (id: string) => this.rest.call<ApiTokenDetails>("GET", `/ended/${id}`);

    details = (id: string) => this.rest.call<ApiTokenDetails>("GET", `/${id}`);

    policy = () => this.rest.call<Policy>("GET", "/policy");

    create = (token: NewApiToken) => this.rest.call<IssuedApiToken>("POST", "", token);

    edit = (id: string, changes: ApiTokenEdit) => this.rest.call<ApiToken>("PATCH", `/${id}`, changes);

    rotate = (id: string, overlap: string) =>
        this.rest.call<IssuedApiToken>("POST", `/${id}/rotate`, { overlap });

    revoke = (id: string) => this.rest.call<void>("DELETE", `/${id}`);
}
