// The fields of the form that creates a token, and which of them an error is about.
import { fieldProblems } from "../shared/field-problems";
import { ApiError } from "../shared/rest";

/** In the order of the form. */
const FIELDS = ["name", "expiry", "profile", "scopes"] as const;

export type CreationField = (typeof FIELDS)[number];

const BY_MEMBER: Readonly<Record<string, CreationField>> = {
    name: "name",
    expiresIn: "expiry",
    profile: "profile",
    scope: "scopes",
};

/** For errors without the name of a member, also those that the page finds itself. */
const BY_CODE: Readonly<Record<string, CreationField>> = {
    INVALID_NAME: "name",
    TOKEN_NAME_EXISTS: "name",
    DATE_REQUIRED: "expiry",
    INVALID_EXPIRY: "expiry",
    EXPIRY_REQUIRED: "expiry",
    EXPIRY_TOO_LONG: "expiry",
    INVALID_PROFILE: "profile",
    INVALID_SCOPE: "scopes",
};

/** @param describe what to say of an error */
export const creationProblems = (error: unknown, describe: (error: ApiError) => string) =>
    fieldProblems(
        error,
        FIELDS,
        ({ field, code }) => BY_MEMBER[field] ?? BY_CODE[code],
        ({ code, description }) => describe(new ApiError(code, description)),
    );
