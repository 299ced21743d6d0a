import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { chosenRoles, rolesInWords, serversInWords } from "../../main/ts/shared/access";
import { type ApiToken } from "../../main/ts/shared/api-token";
import { addMessages } from "../../main/ts/shared/messages";

addMessages([
    ["apiTokensEverything", "Everything"],
    ["apiTokensNoRoles", "No roles"],
    ["apiTokensOneRole", "1 role"],
    ["apiTokensManyRoles", "{{count}} roles"],
    ["apiTokensNoServer", "No resource server"],
    ["apiTokensOnlyServer", "Only {{server}}"],
    ["apiTokensOnlyServers", "Only {{count}} resource servers"],
]);

const tokenOf = (token: Partial<ApiToken>) =>
    ({ realmRoles: null, clientRoles: null, audience: null, ...token }) as ApiToken;

describe("what a token may do", () => {
    it("realm roles come first, and clients without roles are left out", () => {
        const token = tokenOf({
            realmRoles: ["builder"],
            clientRoles: { "catalog-server": ["deployer", "reader"], empty: [] },
        });

        assert.deepEqual(chosenRoles(token), [
            { roles: ["builder"] },
            { clientId: "catalog-server", roles: ["deployer", "reader"] },
        ]);
        assert.equal(rolesInWords(token), "3 roles");
    });

    it("a token without chosen roles may do everything", () => {
        assert.equal(chosenRoles(tokenOf({})), undefined);
        assert.equal(rolesInWords(tokenOf({})), "Everything");
    });

    it("a token with an empty choice has no roles", () => {
        assert.equal(rolesInWords(tokenOf({ realmRoles: [], clientRoles: {} })), "No roles");
        assert.equal(rolesInWords(tokenOf({ clientRoles: { a: ["b"] } })), "1 role");
    });

    it("one resource server is named, several are counted", () => {
        assert.equal(serversInWords(tokenOf({})), undefined);
        assert.equal(serversInWords(tokenOf({ audience: [] })), "No resource server");
        assert.equal(serversInWords(tokenOf({ audience: ["a"] })), "Only a");
        assert.equal(serversInWords(tokenOf({ audience: ["a", "b"] })), "Only 2 resource servers");
    });
});
