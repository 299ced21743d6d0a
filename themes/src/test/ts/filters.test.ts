import assert from "node:assert/strict";
import { beforeEach, describe, it, mock } from "node:test";
import {
    cleaned,
    expiringSoon,
    inWords,
    isPrefix,
    isTime,
    linkTo,
    linkToClients,
    NEWEST,
    routeOf,
    sameFilters,
    unused,
    withoutSecrets,
} from "../../main/ts/admin/filters";
import { setLocale } from "../../main/ts/shared/locale";
import { addMessages } from "../../main/ts/shared/messages";

const SECRET = "myc_3f12c4aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

describe("filters", () => {
    beforeEach(() => {
        mock.restoreAll();
    });

    it("secrets become their prefix, wherever they are", () => {
        assert.equal(withoutSecrets(`a ${SECRET}, b`), "a myc_3f12c4, b");
        assert.equal(cleaned({ name: SECRET }).name, "myc_3f12c4");
        assert.equal(linkTo({ user: SECRET }), "#tokens?user=myc_3f12c4");
        assert.deepEqual(routeOf(`#tokens?name=${SECRET}`).filters, { name: "myc_3f12c4" });
    });

    it("prefixes lose what follows them", () => {
        assert.equal(cleaned({ prefix: " myc_3f12c4… " }).prefix, "myc_3f12c4");
        assert.equal(cleaned({ prefix: "myc" }).prefix, "myc");
        assert.equal(isPrefix("myc_3f12c4"), true);
        assert.equal(isPrefix("myc_3f12"), false);
    });

    it("empty and unknown filters are left out", () => {
        assert.deepEqual(cleaned({ user: " ", name: " ci " }), { name: "ci" });
        assert.deepEqual(routeOf("#tokens?name=ci&secret=x&user="), {
            view: "tokens",
            filters: { name: "ci" },
            page: NEWEST,
        });
    });

    it("links lead to what they were made of", () => {
        const filters = {
            user: "a&b=c",
            name: "ci deploy",
            state: "live",
            access: "full",
            expiresBefore: "2026-04-01",
        };

        assert.deepEqual(routeOf(linkTo(filters)), { view: "tokens", filters, page: NEWEST });
        assert.equal(linkTo({}), "#tokens");
    });

    it("tokens are the view of an address without one", () => {
        for (const hash of ["", "#", "#other"]) {
            assert.deepEqual(routeOf(hash), { view: "tokens", filters: {}, page: NEWEST });
        }
    });

    it("pages are part of the address, as far as they are others than the first", () => {
        const filters = { name: "ci" };
        const page = { first: 100, max: 50, sort: "name", order: "asc" } as const;

        assert.equal(linkTo(filters, NEWEST), "#tokens?name=ci");
        assert.equal(linkTo({}, { ...NEWEST, first: 20 }), "#tokens?first=20");
        assert.deepEqual(routeOf(linkTo(filters, page)), { view: "tokens", filters, page });
    });

    it("pages that there are not begin anew", () => {
        for (const query of ["first=-1", "first=1.5", "first=x", "max=0", "max=21", "sort=id", "order=up"]) {
            assert.deepEqual(routeOf(`#tokens?${query}`).page, NEWEST, query);
        }
    });

    it("another page leaves the filters what they are", () => {
        const old = routeOf("#tokens?name=ci");

        assert.equal(sameFilters(old, routeOf("#tokens?name=ci&first=20")).filters, old.filters);
        assert.notEqual(sameFilters(old, routeOf("#tokens?name=cd")).filters, old.filters);
    });

    it("other views have no filters", () => {
        assert.deepEqual(routeOf("#incident?name=ci"), { view: "incident", filters: {}, page: NEWEST });
        assert.deepEqual(routeOf("#policy"), { view: "policy", filters: {}, page: NEWEST });
    });

    it("service accounts have a client or a search in their address", () => {
        const view = "service-accounts";

        assert.deepEqual(routeOf(`#${view}`), { view, filters: {}, page: NEWEST });
        assert.deepEqual(routeOf(`#${view}?name=ci`), { view, filters: {}, page: NEWEST });
        for (const route of [{ clientId: "ci/a&b" }, { search: "c i" }]) {
            assert.deepEqual(routeOf(linkToClients(route)), { view, filters: {}, page: NEWEST, ...route });
        }
        assert.deepEqual(routeOf(linkToClients({ search: "cat" }, "resource-servers")), {
            view: "resource-servers",
            filters: {},
            page: NEWEST,
            search: "cat",
        });
        assert.equal(linkToClients({ search: SECRET }), `#${view}?search=myc_3f12c4`);
        assert.equal(routeOf(`#${view}?clientId=${SECRET}`).clientId, "myc_3f12c4");
    });

    it("filters of the summary count from now, to the second", () => {
        mock.method(Date, "now", () => Date.parse("2026-03-10T12:00:00.789Z"));

        assert.deepEqual(expiringSoon(), { state: "live", expiresBefore: "2026-04-09T12:00:00Z" });
        assert.deepEqual(unused(), { state: "live", unusedSince: "2025-12-10T12:00:00Z" });
    });

    it("three filters are times", () => {
        assert.deepEqual((["createdBefore", "unusedSince", "expiresBefore", "user"] as const).map(isTime), [
            true,
            true,
            true,
            false,
        ]);
    });

    it("people read states and times in their language", () => {
        setLocale("en-GB");
        addMessages([
            ["adminFilter_user", "Owner"],
            ["adminFilter_state", "State"],
            ["adminState_live", "Live"],
            ["adminFilter_access", "Access"],
            ["adminAccess_full", "Full"],
            ["adminFilter_createdBefore", "Created before"],
            ["adminFilter_expiresBefore", "Expires before"],
        ]);

        assert.deepEqual(
            inWords({
                expiresBefore: "2026-04-09",
                createdBefore: "2026-03-10T12:00:00Z",
                access: "full",
                state: "live",
                user: "alice",
            }),
            [
                "State: Live",
                "Access: Full",
                "Owner: alice",
                "Created before: 10 Mar 2026, 13:00",
                "Expires before: 2026-04-09",
            ],
        );
    });
});
