import { type ApiToken, type ApiTokenEdit, type IssuedApiToken, type NewApiToken } from "./api-token";
import { type Policy } from "./policy";

/** The calls of one owner's tokens. */
export interface TokenApi {
    readonly policy: () => Promise<Policy>;
    readonly create: (token: NewApiToken) => Promise<IssuedApiToken>;
    readonly edit: (id: string, changes: ApiTokenEdit) => Promise<ApiToken>;
    readonly rotate: (id: string, overlap: string) => Promise<IssuedApiToken>;
}
