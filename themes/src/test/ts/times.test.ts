import assert from "node:assert/strict";
import { beforeEach, describe, it, mock } from "node:test";
import { setLocale } from "../../main/ts/shared/locale";
import {
    date,
    dateAndTime,
    dateNearby,
    end,
    expiry,
    fieldDate,
    fromNow,
    hours,
    inWords,
    isAhead,
    isPast,
    lifetimeUntil,
} from "../../main/ts/shared/times";

const now = (time: string) => mock.method(Date, "now", () => Date.parse(time));

describe("times", () => {
    beforeEach(() => {
        mock.restoreAll();
        setLocale("en-GB");
        now("2026-03-10T12:00:00Z");
    });

    it("dates are those of the time zone and the locale", () => {
        assert.equal(date("2026-03-10T23:30:00Z"), "11 Mar 2026");
        assert.match(dateAndTime("2026-03-10T23:30:00Z"), /^11 Mar 2026, 00:30$/);
        setLocale("de");
        assert.equal(date("2026-03-10T23:30:00Z"), "11.03.2026");
    });

    it("distances have the largest unit that fits", () => {
        assert.equal(fromNow("2026-03-15T12:00:00Z"), "in 5 days");
        assert.equal(fromNow("2026-03-11T13:00:00Z"), "in 1 day");
        assert.equal(fromNow("2026-03-10T09:00:00Z"), "3 hours ago");
        assert.equal(fromNow("2026-03-10T11:58:40Z"), "1 minute ago");
        assert.equal(fromNow("2026-03-10T12:00:20Z"), "this minute");
        assert.equal(fromNow("2026-03-10T11:59:40Z"), "this minute");
    });

    it("distances are rounded to the nearest", () => {
        assert.equal(fromNow("2026-04-09T11:59:00Z"), "in 30 days");
        assert.equal(fromNow("2026-03-12T00:01:00Z"), "in 2 days");
        assert.equal(fromNow("2026-03-11T11:40:00Z"), "in 1 day");
        assert.equal(fromNow("2026-03-11T11:20:00Z"), "in 23 hours");
        assert.equal(fromNow("2026-03-10T12:59:40Z"), "in 1 hour");
        assert.equal(fromNow("2026-03-10T09:20:00Z"), "3 hours ago");
    });

    it("dates of today have their time", () => {
        assert.match(dateNearby("2026-03-10T15:00:00Z"), /^10 Mar 2026, 16:00$/);
        assert.match(dateNearby("2026-03-09T12:00:01Z"), /^9 Mar 2026, 13:00$/);
        assert.equal(dateNearby("2026-03-11T12:00:00Z"), "11 Mar 2026");
        assert.match(end("12h"), /^11 Mar 2026, 01:00$/);
    });

    it("tokens are marked 14 days before their end", () => {
        assert.equal(expiry(null), "never");
        assert.equal(expiry("2026-03-24T12:00:01Z"), "later");
        assert.equal(expiry("2026-03-24T12:00:00Z"), "soon");
        assert.equal(expiry("2026-03-10T12:00:00Z"), "expired");
    });

    it("this very moment is not ahead", () => {
        assert.equal(isAhead("2026-03-10T12:00:01Z"), true);
        assert.equal(isAhead("2026-03-10T12:00:00Z"), false);
    });

    it("lifetimes are counted in hours", () => {
        assert.deepEqual(["12h", "90d", "4w", "1y"].map(hours), [12, 2160, 672, 8760]);
        assert.ok(Number.isNaN(hours("12m")));
    });

    it("lifetimes are said in the largest whole unit", () => {
        assert.deepEqual(["1h", "24h", "4w", "365d", "2y", "36h"].map(inWords), [
            "1 hour",
            "1 day",
            "28 days",
            "1 year",
            "2 years",
            "36 hours",
        ]);
        setLocale("de");
        assert.equal(inWords("90d"), "90 Tage");
    });

    it("ends of lifetimes are dates from now", () => {
        assert.equal(end("30d"), "9 Apr 2026");
    });

    it("date fields have the local day", () => {
        now("2026-03-10T23:30:00Z");
        assert.equal(fieldDate(0), "2026-03-11");
        assert.equal(fieldDate(24), "2026-03-12");
    });

    it("today is not past", () => {
        assert.equal(isPast("2026-03-09"), true);
        assert.equal(isPast("2026-03-10"), false);
    });

    it("tokens end with the last day", () => {
        // 11 hours to midnight in Berlin, less the minute for the way to the server.
        assert.equal(lifetimeUntil("2026-03-10", null), "10h");
        assert.equal(lifetimeUntil("2026-03-11", null), "34h");
    });

    it("days that change the clocks have their real length", () => {
        now("2026-03-28T23:30:00Z");
        // Half past midnight; the day has 23 hours.
        assert.equal(lifetimeUntil("2026-03-29", null), "22h");
    });

    it("the last hour of a day is one hour", () => {
        now("2026-03-10T22:45:00Z");
        assert.equal(lifetimeUntil("2026-03-10", null), "1h");
    });

    it("the last day that is allowed has the longest lifetime", () => {
        assert.equal(lifetimeUntil("2026-03-11", "1d"), "24h");
        assert.equal(lifetimeUntil("2026-03-12", "1d"), "58h");
    });
});
