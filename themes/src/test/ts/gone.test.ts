import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { goneNames } from "../../main/ts/account/gone";
import { type ApiToken } from "../../main/ts/shared/api-token";

const token = (id: string, expiresAt: string | null = null) =>
    ({ id, name: `name of ${id}`, expiresAt }) as ApiToken;

describe("tokens that are gone", () => {
    it("are named", () => {
        assert.equal(goneNames([token("1"), token("2"), token("3")], [token("2")]), "name of 1, name of 3");
    });

    it("are none at first, and with new ones", () => {
        assert.equal(goneNames([], [token("1")]), undefined);
        assert.equal(goneNames([token("1")], [token("1"), token("2")]), undefined);
    });

    it("are not named if they had expired", () => {
        assert.equal(goneNames([token("1", "2020-01-01T00:00:00Z")], []), undefined);
    });
});
