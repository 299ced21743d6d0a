import assert from "node:assert/strict";
import { beforeEach, describe, it, mock } from "node:test";
import {
    CUSTOM,
    expiresIn,
    lifetimes,
    mayNeverExpire,
    NEVER,
    preselected,
} from "../../main/ts/shared/expiry";
import { type Policy } from "../../main/ts/shared/policy";

const policyOf = (policy: Partial<Policy>) =>
    ({ defaultLifetime: null, maxLifetime: null, expiryRequired: false, ...policy }) as Policy;

describe("expiry of a new token", () => {
    beforeEach(() => {
        mock.restoreAll();
    });

    it("a default lifetime does not forbid tokens that never expire", () => {
        assert.equal(mayNeverExpire(policyOf({})), true);
        assert.equal(mayNeverExpire(policyOf({ defaultLifetime: "30d" })), true);
        assert.equal(mayNeverExpire(policyOf({ maxLifetime: "1y" })), false);
        assert.equal(mayNeverExpire(policyOf({ expiryRequired: true })), false);
    });

    it("the choices are those that the policy allows, shortest first", () => {
        assert.deepEqual(lifetimes(policyOf({})), ["30d", "60d", "90d", "1y"]);
        assert.deepEqual(lifetimes(policyOf({ defaultLifetime: "10d", maxLifetime: "45d" })), [
            "10d",
            "30d",
            "45d",
        ]);
    });

    it("the default lifetime is preselected, or else 90 days or less", () => {
        assert.equal(preselected(policyOf({ defaultLifetime: "1y" })), "1y");
        assert.equal(preselected(policyOf({})), "90d");
        assert.equal(preselected(policyOf({ maxLifetime: "45d" })), "45d");
    });

    it("the request has a lifetime, or never", () => {
        mock.method(Date, "now", () => Date.parse("2026-03-10T12:00:00Z"));

        assert.equal(expiresIn("30d", "", policyOf({})), "30d");
        assert.equal(expiresIn(NEVER, "", policyOf({ defaultLifetime: "30d" })), "never");
        assert.equal(expiresIn(CUSTOM, "2026-03-11", policyOf({})), "34h");
    });
});
