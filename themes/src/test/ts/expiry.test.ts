import assert from "node:assert/strict";
import { beforeEach, describe, it, mock } from "node:test";
import { type ApiToken } from "../../main/ts/shared/api-token";
import {
    CUSTOM,
    endOfRotated,
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

describe("expiry of a rotated token", () => {
    const endOf = (token: Partial<ApiToken>, policy: Partial<Policy> = {}) => {
        const all = { createdAt: "2026-03-01T00:00:00.500Z", rotatedAt: null, expiresAt: null, ...token };
        const end = endOfRotated(all as ApiToken, policyOf(policy));
        return end && new Date(end).toISOString();
    };

    beforeEach(() => {
        mock.restoreAll();
        mock.method(Date, "now", () => Date.parse("2026-03-10T12:00:00Z"));
    });

    it("the lifetime begins anew", () => {
        assert.equal(endOf({ expiresAt: "2026-03-31T00:00:00Z" }), "2026-04-09T12:00:00.000Z");
        assert.equal(
            endOf({ rotatedAt: "2026-03-05T00:00:00Z", expiresAt: "2026-03-15T00:00:00Z" }),
            "2026-03-20T12:00:00.000Z",
        );
    });

    it("the longest lifetime holds", () => {
        const policy = { maxLifetime: "5d" };
        assert.equal(endOf({ expiresAt: "2026-03-31T00:00:00Z" }, policy), "2026-03-15T12:00:00.000Z");
        assert.equal(endOf({}, policy), "2026-03-15T12:00:00.000Z");
    });

    it("tokens without an end get one where the policy requires it", () => {
        assert.equal(endOf({}), null);
        assert.equal(endOf({}, { expiryRequired: true, defaultLifetime: "1d" }), "2026-03-11T12:00:00.000Z");
        assert.equal(endOf({}, { expiryRequired: true }), undefined);
    });
});
