import assert from "node:assert/strict";
import { beforeEach, describe, it, mock } from "node:test";
import { Drafts } from "../../main/ts/account/drafts";
import { type Draft } from "../../main/ts/shared/draft";

const HOUR = 3_600_000;

const edit = (name: string): Draft => ({ action: "edit", id: "1", form: { name, description: "" } });

describe("drafts", () => {
    const items = new Map<string, string>();
    const drafts = new Drafts(
        {
            getItem: (key) => items.get(key) ?? null,
            setItem: (key, value) => void items.set(key, value),
            removeItem: (key) => void items.delete(key),
        },
        "key",
    );

    beforeEach(() => {
        mock.restoreAll();
        items.clear();
    });

    it("the newest draft is kept until it is dropped", () => {
        drafts.keep("alice", edit("ci"));
        drafts.keep("alice", edit("ci-deploy"));
        assert.deepEqual(drafts.find("alice"), edit("ci-deploy"));
        assert.deepEqual(drafts.find("alice"), edit("ci-deploy"));
        drafts.drop();
        assert.equal(drafts.find("alice"), undefined);
    });

    it("another user finds nothing, and leaves nothing", () => {
        drafts.keep("alice", edit("ci"));
        assert.equal(drafts.find("bob"), undefined);
        assert.equal(items.size, 0);
    });

    it("without a user there is no draft", () => {
        drafts.keep(undefined, edit("ci"));
        assert.equal(items.size, 0);
        assert.equal(drafts.find(undefined), undefined);
    });

    it("yesterday's draft is dropped", () => {
        drafts.keep("alice", edit("ci"));
        const now = Date.now();
        mock.method(Date, "now", () => now + 25 * HOUR);
        assert.equal(drafts.find("alice"), undefined);
        assert.equal(items.size, 0);
    });

    it("secrets are not kept, whole or in part", () => {
        const secret = `acme_${"0123456789abcdef".repeat(3)}`;
        drafts.keep("alice", edit(`my ${secret} and ${secret.slice(0, 30)}, myc_3f12c4`));
        assert.deepEqual(drafts.find("alice"), edit("my acme and acme, myc_3f12c4"));
    });

    it("what cannot be read is dropped", () => {
        items.set("key", "{");
        assert.equal(drafts.find("alice"), undefined);
        assert.equal(items.size, 0);
    });

    it("a full storage does not hinder typing", () => {
        const full = new Drafts(
            {
                getItem: () => null,
                setItem: () => {
                    throw new Error("QuotaExceededError");
                },
                removeItem: () => undefined,
            },
            "key",
        );
        full.keep("alice", edit("ci"));
        assert.equal(full.find("alice"), undefined);
    });
});
