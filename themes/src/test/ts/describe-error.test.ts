import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { describeError } from "../../main/ts/shared/describe-error";
import { addMessages } from "../../main/ts/shared/messages";
import { ApiError } from "../../main/ts/shared/rest";
import { LoginRequired } from "../../main/ts/shared/silent-login";

addMessages([
    ["apiTokensSignedOut", "Sign in again."],
    ["apiTokensError_UNEXPECTED", "Something went wrong."],
    ["apiTokensError_EXPIRY_TOO_LONG", "At most {{maxLifetime}}."],
]);

describe("description of an error", () => {
    it("codes with a text have it, with values", () => {
        const error = new ApiError("EXPIRY_TOO_LONG", "Send at most 90d.");

        assert.equal(describeError(error, { maxLifetime: "90 days" }), "At most 90 days.");
    });

    it("codes without a text have the server's words", () => {
        assert.equal(describeError(new ApiError("NEW_CODE", "The server's words.")), "The server's words.");
    });

    it("codes without text and words are unexpected", () => {
        assert.equal(describeError(new ApiError("NEW_CODE", "")), "Something went wrong.");
    });

    it("other errors show nothing of themselves", () => {
        assert.equal(describeError(new TypeError("x is undefined")), "Something went wrong.");
        assert.equal(describeError("text"), "Something went wrong.");
    });

    it("a missing login is said", () => {
        assert.equal(describeError(new LoginRequired()), "Sign in again.");
    });
});
