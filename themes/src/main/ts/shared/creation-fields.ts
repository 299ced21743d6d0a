// The fields of the forms that create and edit a token, and which of them an error is about.
import { fieldProblems } from "./field-problems";
import { t } from "./messages";
import { ApiError } from "./rest";

/** In the order of the form. */
const FIELDS = ["name", "description", "expiry", "roles", "servers", "scopes", "profile"] as const;

export type CreationField = (typeof FIELDS)[number];

const BY_MEMBER: Readonly<Record<string, CreationField>> = {
    name: "name",
    description: "description",
    expiresIn: "expiry",
    realmRoles: "roles",
    clientRoles: "roles",
    audience: "servers",
    scope: "scopes",
    profile: "profile",
};

/** For errors without the name of a member, also those that the page finds itself. */
const BY_CODE: Readonly<Record<string, CreationField>> = {
    INVALID_NAME: "name",
    TOKEN_NAME_EXISTS: "name",
    DATE_REQUIRED: "expiry",
    INVALID_EXPIRY: "expiry",
    EXPIRY_REQUIRED: "expiry",
    EXPIRY_TOO_LONG: "expiry",
    INVALID_ROLE: "roles",
    ROLES_REQUIRED: "roles",
    INVALID_AUDIENCE: "servers",
    INVALID_SCOPE: "scopes",
    INVALID_PROFILE: "profile",
};

/** Returns the code whose text says what to enter. The server has none of its own for a wrong description. */
const codeOf = (code: string, field: CreationField) =>
    field === "description" && code === "INVALID_REQUEST" ? "INVALID_DESCRIPTION" : code;

/**
 * Returns the problems of a form's fields.
 *
 * @param describe what to say of an error
 * @param gone by field, the names of what was chosen and is not available any more
 */
export const creationProblems = (
    error: unknown,
    describe: (error: ApiError) => string,
    gone: Readonly<Partial<Record<CreationField, readonly string[]>>> = {},
) =>
    fieldProblems(
        error,
        FIELDS,
        ({ field, code }) => BY_MEMBER[field] ?? BY_CODE[code],
        ({ code, description }, field) =>
            gone[field]?.length
                ? t("apiTokensGone", { names: gone[field].join(", ") })
                : describe(new ApiError(codeOf(code, field), description)),
    );
