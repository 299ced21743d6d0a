import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { EventApi } from "../../main/ts/admin/events";
import { type Rest } from "../../main/ts/shared/rest";

const restOf = (answer: (path: string) => unknown) =>
    ({
        call: (_: string, path: string) => Promise.resolve(answer(path)),
    }) as unknown as Rest;

const event = (time: number, type: string, details: Record<string, string> = {}) => ({
    time,
    type,
    clientId: "my-cli",
    ipAddress: "192.0.2.1",
    details: { token_id: "1", ...details },
});

const NONE = restOf(() => []);

describe("the history of a token", () => {
    it("tells creation, change, rotation and end apart, newest first", async () => {
        const events = [
            event(5000, "REMOVE_CREDENTIAL", { token_rotated_at: "b" }),
            event(4000, "UPDATE_CREDENTIAL", { token_rotated_at: "b" }),
            event(3500, "INTROSPECT_TOKEN_ERROR"),
            event(3000, "UPDATE_CREDENTIAL", { token_rotated_at: "b" }),
            event(2000, "UPDATE_CREDENTIAL"),
            event(1000, "UPDATE_CREDENTIAL"),
            { ...event(500, "UPDATE_CREDENTIAL"), details: { token_id: "2" } },
        ];

        const found = await new EventApi(
            restOf(() => events),
            NONE,
            NONE,
        ).of("1", "owner");

        assert.deepEqual(
            found.map(({ what }) => what),
            ["revoked", "edited", "rejected", "rotated", "edited", "created"],
        );
        assert.deepEqual(
            { ...found.at(-1) },
            {
                time: "1970-01-01T00:00:01.000Z",
                what: "created",
                by: "my-cli",
                isByAdministrator: false,
                ipAddress: "192.0.2.1",
            },
        );
    });

    it("takes a notice for no change, and no rotation", async () => {
        const events = restOf(() => [
            event(4000, "UPDATE_CREDENTIAL", { token_rotated_at: "a" }),
            event(3000, "UPDATE_CREDENTIAL", { reason: "expiring" }),
            event(2000, "UPDATE_CREDENTIAL", { token_rotated_at: "a" }),
            event(1000, "UPDATE_CREDENTIAL"),
        ]);

        assert.deepEqual(
            (await new EventApi(events, NONE, NONE).of("1", "owner")).map(({ what }) => what),
            ["edited", "expiring", "rotated", "created"],
        );
    });

    it("names the clock", async () => {
        const events = restOf(() => [event(1000, "REMOVE_CREDENTIAL", { reason: "expired" })]);

        assert.equal((await new EventApi(events, NONE, NONE).of("1", "owner"))[0]?.what, "expired");
    });

    it("tells the end by an administrator once", async () => {
        const { clientId: _, ...ended } = event(1000, "REMOVE_CREDENTIAL", { reason: "administrator" });
        const events = restOf(() => [ended]);
        const adminEvents = restOf(() => [
            {
                time: 1001,
                operationType: "DELETE",
                resourcePath: "api-tokens/1",
                authDetails: { userId: "x" },
            },
        ]);

        const saved = await new EventApi(events, adminEvents, NONE).of("1", "owner");
        const unsaved = await new EventApi(events, NONE, NONE).of("1", "owner");

        assert.deepEqual(
            saved.map(({ what, isByAdministrator }) => [what, isByAdministrator]),
            [["revoked", true]],
        );
        assert.deepEqual(
            unsaved.map(({ what, by, isByAdministrator }) => [what, by, isByAdministrator]),
            [["revoked", null, true]],
        );
    });

    it("names administrators, by id if they are of another realm", async () => {
        const admin = (time: number, userId: string, operationType: string, end = "") => ({
            time,
            operationType,
            resourcePath: `api-tokens/1${end}`,
            authDetails: { userId, ipAddress: "192.0.2.2" },
        });
        const adminEvents = restOf((path) => {
            assert.match(path, /resourcePath=api-tokens%2F1\*/);
            return [
                admin(3000, "x", "DELETE"),
                admin(2000, "y", "UPDATE", "/rotate"),
                admin(1000, "x", "UPDATE"),
                admin(500, "x", "CREATE"),
            ];
        });
        const users = {
            call: (_: string, path: string) =>
                path === "/x" ? Promise.resolve({ username: "root" }) : Promise.reject(new Error()),
        } as unknown as Rest;

        const found = await new EventApi(NONE, adminEvents, users).of("1", "owner");

        assert.deepEqual(
            found.map(({ what, by }) => [what, by]),
            [
                ["revoked", "root"],
                ["rotated", "y"],
                ["edited", "root"],
                ["created", "root"],
            ],
        );
    });
});
