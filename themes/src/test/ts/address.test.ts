import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { idOf } from "../../main/ts/account/address";

describe("the address of a token's details", () => {
    it("names its id", () => {
        assert.equal(idOf("#token/3f12c4"), "3f12c4");
        assert.equal(idOf("#token/a%2Fb"), "a/b");
    });

    it("is that of the list where it names none", () => {
        for (const hash of ["", "#tokens", "#other", "#token/%E0%A4%A"]) {
            assert.equal(idOf(hash), undefined);
        }
    });
});
