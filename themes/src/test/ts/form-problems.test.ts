import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { filterProblems, lookupProblems, notBeforeProblems } from "../../main/ts/admin/form-problems";
import { addMessages } from "../../main/ts/shared/messages";
import { ApiError } from "../../main/ts/shared/rest";

addMessages([
    ["adminUnknownSecret", "No token has it."],
    ["adminWrong_prefix", "Enter the token prefix."],
    ["adminWrong_unusedSince", "Choose a date."],
    ["adminWrong_notBefore", "Choose a time."],
    ["adminWrong_secret", "Paste one whole secret."],
    ["apiTokensError_USER_NOT_FOUND", "No user has this ID."],
]);

const rejection = (code: string, ...fields: string[]) =>
    new ApiError(
        code,
        "A sentence.",
        fields.map((field) => ({ field, code, description: `About ${field}.` })),
    );

describe("fields of the administrators' forms", () => {
    it("each wrong filter has a text, and the first of the form the focus", () => {
        assert.deepEqual(filterProblems(rejection("INVALID_REQUEST", "unusedSince", "prefix")), {
            texts: { unusedSince: "Choose a date.", prefix: "Enter the token prefix." },
            first: "prefix",
            isElsewhere: false,
        });
    });

    it("a field without a text of its own has that of the code", () => {
        assert.deepEqual(filterProblems(rejection("USER_NOT_FOUND", "user")).texts, {
            user: "No user has this ID.",
        });
    });

    it("a field without any text has the server's sentence", () => {
        assert.deepEqual(filterProblems(rejection("INVALID_REQUEST", "client")).texts, {
            client: "About client.",
        });
    });

    it("parameters that are no filters are elsewhere", () => {
        assert.equal(filterProblems(rejection("INVALID_REQUEST", "sort")).isElsewhere, true);
        assert.equal(filterProblems(rejection("FORBIDDEN")).isElsewhere, true);
        assert.equal(filterProblems(undefined).isElsewhere, false);
    });

    it("a rejected not-before marks the time", () => {
        assert.deepEqual(notBeforeProblems(rejection("INVALID_REQUEST", "notBefore")), {
            texts: { notBefore: "Choose a time." },
            first: "notBefore",
            isElsewhere: false,
        });
        assert.equal(notBeforeProblems(rejection("FORBIDDEN")).isElsewhere, true);
    });

    it("an unknown or invalid secret marks its field", () => {
        assert.deepEqual(lookupProblems(rejection("TOKEN_NOT_FOUND")).texts, { secret: "No token has it." });
        assert.deepEqual(lookupProblems(rejection("INVALID_REQUEST", "secret")).texts, {
            secret: "Paste one whole secret.",
        });
        assert.equal(lookupProblems(rejection("PAYLOAD_TOO_LARGE")).isElsewhere, true);
    });
});
