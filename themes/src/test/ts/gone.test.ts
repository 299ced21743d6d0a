import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { goneNames, goneTokens } from "../../main/ts/account/gone";
import { type ApiToken, type EndedApiToken } from "../../main/ts/shared/api-token";
import { addMessages } from "../../main/ts/shared/messages";

addMessages([["apiTokensEnd_administrator", "An administrator revoked it"]]);

const token = (id: string, expiresAt: string | null = null) =>
    ({ id, name: `name of ${id}`, expiresAt }) as ApiToken;

const ids = (tokens: readonly ApiToken[]) => tokens.map(({ id }) => id);

describe("tokens that are gone", () => {
    it("are found", () => {
        assert.deepEqual(ids(goneTokens([token("1"), token("2"), token("3")], [token("2")])), ["1", "3"]);
    });

    it("are none at first, and with new ones", () => {
        assert.deepEqual(goneTokens([], [token("1")]), []);
        assert.deepEqual(goneTokens([token("1")], [token("1"), token("2")]), []);
    });

    it("are not those that had expired", () => {
        assert.deepEqual(goneTokens([token("1", "2020-01-01T00:00:00Z")], []), []);
    });

    it("are named, with the reason if it is known", () => {
        const ended = [
            { ...token("1"), endReason: "administrator" },
            { ...token("3"), endReason: null },
        ] as EndedApiToken[];

        assert.equal(
            goneNames([token("1"), token("2"), token("3")], ended),
            "name of 1 (An administrator revoked it), name of 2, name of 3",
        );
    });
});
