// Errors of the administrators' REST API, and the fields of the page's forms that they are about.
import { describeError } from "../shared/describe-error";
import { fieldProblems } from "../shared/field-problems";
import { hasText, t } from "../shared/messages";
import { type Policy, policyValues } from "../shared/policy";
import { ApiError, type FieldError } from "../shared/rest";
import { FILTERS } from "./filters";

/** The codes of errors of which only the server's own sentence is specific. */
const UNSPECIFIC = ["FORBIDDEN", "INVALID_REQUEST"];

/**
 * Returns the text of an error.
 *
 * @param policy of the owner of the token that it is about
 */
export const describe = (error: unknown, policy?: Policy) =>
    error instanceof ApiError && UNSPECIFIC.includes(error.code) && error.message
        ? error.message
        : describeError(error, policyValues(policy));

/** Returns the text of a wrong field: that of the page, or else that of the error. */
function textOf({ code, description }: FieldError, field: string): string {
    const key = `adminWrong_${field}`;
    return hasText(key) ? t(key) : describe(new ApiError(code, description));
}

/**
 * Returns the problems of a form whose fields have the names of the request's members or parameters.
 *
 * @param fields in the order of the form
 */
export const formProblems = <Field extends string>(error: unknown, fields: readonly Field[]) =>
    fieldProblems(error, fields, ({ field }) => fields.find((name) => name === field), textOf);

export const filterProblems = (error: unknown) => formProblems(error, FILTERS);

export const notBeforeProblems = (error: unknown) => formProblems(error, ["notBefore"]);

/** What the server takes as one text: docs/reference/rest-admin.md. */
const MAX_BYTES = 2 * 1024 * 1024;

export const TOO_LONG = new ApiError("INVALID_REQUEST", "", [
    { field: "text", code: "INVALID_REQUEST", description: "" },
]);

/** Whether a server would refuse a request with this text, while it is still being sent. */
export const isTooLong = (text: string) => new Blob([JSON.stringify({ text })]).size > MAX_BYTES;

export const lookupProblems = (error: unknown) => formProblems(error, ["text"]);
