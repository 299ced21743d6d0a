import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
    filterProblems,
    isTooLong,
    lookupProblems,
    notBeforeProblems,
    TOO_LONG,
} from "../../main/ts/admin/form-problems";
import { addMessages } from "../../main/ts/shared/messages";
import { ApiError } from "../../main/ts/shared/rest";

addMessages([
    ["adminWrong_prefix", "Enter the token prefix."],
    ["adminWrong_unusedSince", "Choose a date."],
    ["adminWrong_notBefore", "Choose a time."],
    ["adminWrong_text", "Paste a shorter text."],
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

    it("a wrong text marks its field", () => {
        for (const error of [TOO_LONG, rejection("INVALID_REQUEST", "text")]) {
            assert.deepEqual(lookupProblems(error).texts, { text: "Paste a shorter text." });
        }
        assert.equal(lookupProblems(rejection("SERVICE_UNAVAILABLE")).isElsewhere, true);
    });

    it("a text counts as it is sent", () => {
        const half = 1024 * 1024;

        assert.equal(isTooLong("x".repeat(2 * half - '{"text":""}'.length)), false);
        assert.equal(isTooLong("x".repeat(2 * half)), true);
        assert.equal(isTooLong("\n".repeat(half)), true);
        assert.equal(isTooLong("é".repeat(half)), true);
    });
});
