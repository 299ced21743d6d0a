import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nextExpiry } from "../../main/ts/account/expiring";
import { type ApiToken } from "../../main/ts/shared/api-token";

const NOW = Date.parse("2026-11-28T12:00:00Z");

const token = (name: string, expiresAt: string | null) => ({ name, expiresAt }) as ApiToken;

describe("the next expiry", () => {
    it("is that of the first tokens to expire, and they are named", () => {
        const tokens = [
            token("later", "2026-11-28T13:00:00Z"),
            token("a", "2026-11-28T12:00:30Z"),
            token("b", "2026-11-28T12:00:30Z"),
            token("over", "2026-11-28T12:00:00Z"),
            token("never", null),
        ];

        assert.deepEqual(nextExpiry(tokens, NOW), { millis: 30_000, names: "a, b" });
    });

    it("is none if all are over, or later than a timer can wait", () => {
        assert.equal(nextExpiry([], NOW), undefined);
        assert.equal(nextExpiry([token("over", "2026-11-28T12:00:00Z")], NOW), undefined);
        assert.equal(nextExpiry([token("far", "2026-12-28T12:00:00Z")], NOW), undefined);
    });
});
