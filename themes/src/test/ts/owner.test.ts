import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type AdminApiToken } from "../../main/ts/admin/api";
import { ownerFilters, ownerName } from "../../main/ts/admin/owner";
import { addMessages } from "../../main/ts/shared/messages";

addMessages([["adminDeletedUser", "Deleted user"]]);

const ownedBy = (clientId: string | null, username: string | null) =>
    ({ clientId, username, ownerId: "4711" }) as unknown as AdminApiToken;

describe("owner of a token", () => {
    it("a service account is shown as its client", () => {
        const token = ownedBy("ci", "service-account-ci");

        assert.equal(ownerName(token), "ci");
        assert.deepEqual(ownerFilters(token), { serviceAccount: "ci" });
    });

    it("a user is shown by name", () => {
        assert.equal(ownerName(ownedBy(null, "alice")), "alice");
        assert.deepEqual(ownerFilters(ownedBy(null, "alice")), { user: "alice" });
    });

    it("tokens of a deleted user are found by its id", () => {
        assert.equal(ownerName(ownedBy(null, null)), "Deleted user");
        assert.deepEqual(ownerFilters(ownedBy(null, null)), { user: "4711" });
    });
});
