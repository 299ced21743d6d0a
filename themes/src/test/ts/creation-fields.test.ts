import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { creationProblems } from "../../main/ts/shared/creation-fields";
import { addMessages } from "../../main/ts/shared/messages";
import { ApiError } from "../../main/ts/shared/rest";

const problemsOf = (error: unknown) => creationProblems(error, ({ code, message }) => `${code} ${message}`);

addMessages([["apiTokensGone", "Gone: {{names}}."]]);

describe("fields of a new token", () => {
    it("the member of the request tells the field", () => {
        const error = new ApiError("INVALID_REQUEST", "", [
            { field: "scope", code: "INVALID_SCOPE", description: "a" },
            { field: "expiresIn", code: "INVALID_REQUEST", description: "b" },
        ]);

        assert.deepEqual(problemsOf(error), {
            texts: { scopes: "INVALID_SCOPE a", expiry: "INVALID_REQUEST b" },
            first: "expiry",
            isElsewhere: false,
        });
    });

    it("without a member the code tells the field", () => {
        assert.deepEqual(problemsOf(new ApiError("TOKEN_NAME_EXISTS", "taken")), {
            texts: { name: "TOKEN_NAME_EXISTS taken" },
            first: "name",
            isElsewhere: false,
        });
    });

    it("of two errors of a field the first is shown", () => {
        const error = new ApiError("INVALID_NAME", "", [
            { field: "name", code: "INVALID_NAME", description: "a" },
            { field: "name", code: "TOKEN_NAME_EXISTS", description: "b" },
        ]);

        assert.deepEqual(problemsOf(error).texts, { name: "INVALID_NAME a" });
    });

    it("both kinds of roles are one field, which names what is gone", () => {
        const error = new ApiError("INVALID_ROLE", "", [
            { field: "clientRoles", code: "INVALID_ROLE", description: "a" },
            { field: "audience", code: "INVALID_AUDIENCE", description: "b" },
        ]);
        const { texts, first } = creationProblems(error, ({ code }) => code, {
            roles: ["a/b", "c"],
            servers: [],
        });

        assert.deepEqual(texts, { roles: "Gone: a/b, c.", servers: "INVALID_AUDIENCE" });
        assert.equal(first, "roles");
    });

    it("a wrong description has a text of its own", () => {
        const error = new ApiError("INVALID_REQUEST", "", [
            { field: "description", code: "INVALID_REQUEST", description: "long" },
        ]);

        assert.deepEqual(problemsOf(error).texts, { description: "INVALID_DESCRIPTION long" });
    });

    it("other codes are said above the form", () => {
        assert.deepEqual(problemsOf(new ApiError("TOKEN_LIMIT_REACHED", "full")), {
            texts: {},
            first: undefined,
            isElsewhere: true,
        });
    });
});
