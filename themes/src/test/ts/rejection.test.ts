import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { rejection } from "../../main/ts/admin/rejection";
import { addMessages } from "../../main/ts/shared/messages";

addMessages([["adminRejection_revoked", "Das Token ist widerrufen."]]);

const answer = (code: string | null) => ({
    active: false,
    code,
    reason: "API token is revoked",
    claims: null,
});

describe("reason of a rejection", () => {
    it("a code has its text in the language of the page", () => {
        assert.equal(rejection(answer("revoked")), "Das Token ist widerrufen.");
    });

    it("a new code has none, so that the server's sentence is shown", () => {
        assert.equal(rejection(answer("new_reason")), undefined);
        assert.equal(rejection(answer(null)), undefined);
    });
});
