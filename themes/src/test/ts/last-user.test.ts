import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { byLastUser, lastUser } from "../../main/ts/shared/last-user";
import { addMessages } from "../../main/ts/shared/messages";

addMessages([
    ["apiTokensBy", "by {{client}}"],
    ["apiTokensSelfUse", "Status check"],
]);

describe("last user of a token", () => {
    it("a resource server is named", () => {
        assert.equal(lastUser("catalog-server"), "catalog-server");
        assert.equal(byLastUser("catalog-server"), "by catalog-server");
    });

    it("a use at Keycloak itself is said in words", () => {
        assert.equal(lastUser("api-tokens"), "Status check");
        assert.equal(byLastUser("api-tokens"), "Status check");
    });
});
