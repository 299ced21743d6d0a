import {
    type ApiToken,
    type ApiTokenDetails,
    type ApiTokenEdit,
    type IssuedApiToken,
    type NewApiToken,
} from "./api-token";
import { type Policy } from "./policy";

/** The calls of one owner's tokens. */
export interface TokenApi {
    readonly details: (id: string) => Promise<ApiTokenDetails>;
    readonly policy: () => Promise<Policy>;
    readonly create: (token: NewApiToken) => Promise<IssuedApiToken>;
    readonly edit: (id: string, changes: ApiTokenEdit) => Promise<ApiToken>;
    readonly rotate: (id: string, overlap: string) => Promise<IssuedApiToken>;
}
