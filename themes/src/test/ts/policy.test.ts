import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { addMessages } from "../../main/ts/shared/messages";
import { type Policy, usedInWords } from "../../main/ts/shared/policy";

addMessages([
    ["apiTokensUsed", "{{used}} of {{limit}} used"],
    ["apiTokensOverLimit", "Tokens: {{used}}; the limit is {{limit}}"],
]);

const words = (used: number, maxPerUser: number) => usedInWords({ used, maxPerUser } as Policy);

describe("number of tokens", () => {
    it("tokens within the limit are a part of it", () => {
        assert.equal(words(0, 3), "0 of 3 used");
        assert.equal(words(3, 3), "3 of 3 used");
    });

    it("tokens above a lowered limit are no part of it", () => {
        assert.equal(words(4, 3), "Tokens: 4; the limit is 3");
        assert.equal(words(1, 0), "Tokens: 1; the limit is 0");
    });
});
