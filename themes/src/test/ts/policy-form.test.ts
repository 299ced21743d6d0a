import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type PolicySettings } from "../../main/ts/admin/api";
import {
    carriedOver,
    changedFields,
    draftOf,
    isConflict,
    mayEndTokens,
    policyProblems,
    settingsOf,
} from "../../main/ts/admin/policy-form";
import { addMessages } from "../../main/ts/shared/messages";
import { ApiError } from "../../main/ts/shared/rest";

const SETTINGS: PolicySettings = {
    enabled: true,
    maxPerUser: 10,
    defaultLifetime: null,
    maxLifetime: "90d",
    requireExpiry: false,
    clients: ["account-console", "my-cli"],
    profiles: [],
    recentLoginSeconds: null,
    inactivityDays: 30,
    leakReports: true,
    endOnLogoutAll: false,
    fullAccess: true,
    scopes: ["deployment"],
    mailCreated: true,
    mailRotated: true,
    mailExpiring: true,
    mailExpired: true,
    mailRevoked: true,
    mailLeaked: false,
    notBefore: "2026-03-10T12:00:00Z",
    problem: null,
    revision: "1",
};

describe("policy form", () => {
    it("knows which changes can make tokens inactive", () => {
        const draft = draftOf(SETTINGS);
        const endless = { ...draft, inactivityDays: "" };
        const ends = [
            [draft, { ...draft, inactivityDays: "29" }],
            [endless, { ...draft, inactivityDays: "365" }],
            [draft, { ...draft, endOnLogoutAll: true }],
        ] as const;
        const endsNone = [
            [draft, { ...draft, inactivityDays: "31" }],
            [draft, endless],
            [{ ...draft, endOnLogoutAll: true }, draft],
            [draft, { ...draft, maxLifetime: "1d", fullAccess: false }],
            [draft, { ...draft, inactivityDays: "many" }],
        ] as const;

        for (const [before, after] of ends) {
            assert.equal(mayEndTokens(before, after), true);
        }
        for (const [before, after] of endsNone) {
            assert.equal(mayEndTokens(before, after), false);
        }
    });

    it("settings are texts and ticks", () => {
        const draft = draftOf(SETTINGS);

        assert.equal(draft.maxPerUser, "10");
        assert.equal(draft.defaultLifetime, "");
        assert.equal(draft.clients, "account-console my-cli");
        assert.equal(draft.profiles, "");
        assert.equal(draft.leakReports, true);
        assert.equal(draft.fullAccess, true);
        assert.equal(draft.scopes, "deployment");
    });

    it("an unchanged draft is the same policy", () => {
        const { notBefore, problem, revision, ...settings } = SETTINGS;

        assert.ok(notBefore && problem === null && revision);
        assert.deepEqual(settingsOf(draftOf(SETTINGS)), settings);
    });

    it("what was changed here goes on top of what another administrator changed", () => {
        const before = draftOf(SETTINGS);
        const draft = { ...before, maxLifetime: "30d", mailCreated: false };
        const current = { ...before, maxPerUser: "3", maxLifetime: "60d", leakReports: false };

        const carried = carriedOver(before, draft, current);

        assert.deepEqual(carried, { ...current, maxLifetime: "30d", mailCreated: false });
        assert.deepEqual(changedFields(current, carried), ["mailCreated", "maxLifetime"]);
        assert.deepEqual(carriedOver(before, before, current), current);
        assert.equal(isConflict(before, draft, current), true);
        assert.equal(isConflict(before, draft, { ...current, maxLifetime: "30d" }), false);
        assert.equal(isConflict(before, draft, { ...current, maxLifetime: before.maxLifetime }), false);
    });

    it("empty fields are null", () => {
        const settings = settingsOf({
            ...draftOf(SETTINGS),
            maxLifetime: " ",
            maxPerUser: "",
            inactivityDays: " ",
        });

        assert.equal(settings.maxLifetime, null);
        assert.equal(settings.maxPerUser, null);
        assert.equal(settings.inactivityDays, null);
    });

    it("numbers are sent as numbers, and other texts as they are", () => {
        const send = (maxPerUser: string) => settingsOf({ ...draftOf(SETTINGS), maxPerUser }).maxPerUser;

        assert.equal(send(" 12 "), 12);
        assert.equal(send("twelve"), "twelve");
        assert.equal(send("-1"), "-1");
        assert.equal(send("1.5"), "1.5");
    });

    it("lists are split at blanks and commas", () => {
        assert.deepEqual(
            settingsOf({ ...draftOf(SETTINGS), profiles: " team-a, team-b\nteam-c," }).profiles,
            ["team-a", "team-b", "team-c"],
        );
    });

    it("wrong fields are found by their names", () => {
        addMessages([["adminWrong_maxLifetime", "Write a lifetime."]]);
        const error = new ApiError("INVALID_POLICY", "A sentence.", [
            { field: "clients", code: "INVALID_POLICY", description: "Unknown client." },
            { field: "maxLifetime", code: "INVALID_REQUEST", description: "Not a lifetime." },
        ]);

        assert.deepEqual(policyProblems(error), {
            texts: { clients: "Unknown client.", maxLifetime: "Write a lifetime." },
            first: "maxLifetime",
            isElsewhere: false,
        });
    });

    it("sentences name no field", () => {
        assert.deepEqual(policyProblems(new ApiError("INVALID_POLICY", "maxLifetime: send a lifetime.")), {
            texts: {},
            first: undefined,
            isElsewhere: true,
        });
    });

    it("errors of unknown fields are said above the form", () => {
        const error = new ApiError("INVALID_POLICY", "", [{ field: "other", code: "", description: "" }]);

        assert.equal(policyProblems(error).isElsewhere, true);
        assert.equal(policyProblems(new TypeError()).isElsewhere, true);
        assert.equal(policyProblems(undefined).isElsewhere, false);
    });
});
