import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
    matching,
    roleChoices,
    roleKey,
    roleOf,
    scopeChoices,
    serverChoices,
    unavailable,
} from "../../main/ts/shared/choices";
import { addMessages } from "../../main/ts/shared/messages";
import { type Policy } from "../../main/ts/shared/policy";

addMessages([
    ["apiTokensRealmRoles", "Realm roles"],
    ["role_builder", "Builds"],
    ["client_catalog", "Library catalog"],
    ["scope_deployment", "Deploy to staging"],
]);

const POLICY = {
    realmRoles: [{ name: "builder", description: "${role_builder}" }],
    clientRoles: {
        "catalog-server": [{ name: "deployer", description: "May deploy libraries" }],
        constructor: [{ name: "builder", description: null }],
        empty: [],
    },
    resourceServers: [
        { clientId: "catalog-server", name: "${client_catalog}", description: null },
        { clientId: "other", name: "other", description: "Another one" },
    ],
    scopes: ["deployment", "plain", "foreign"],
    consentTexts: { deployment: "${scope_deployment}", plain: "plain", foreign: "${unknown}" },
} as unknown as Policy;

const labels = (search: string) =>
    matching(roleChoices(POLICY), search).flatMap(({ title, choices }) =>
        choices.map(({ label }) => `${title}: ${label}`),
    );

describe("choices for a new token", () => {
    it("roles are grouped by client, those of the realm first", () => {
        assert.deepEqual(roleChoices(POLICY), [
            {
                title: "Realm roles",
                choices: [{ key: roleKey("builder"), label: "builder", description: "Builds" }],
            },
            {
                title: "Library catalog (catalog-server)",
                choices: [
                    {
                        key: roleKey("deployer", "catalog-server"),
                        label: "deployer",
                        description: "May deploy libraries",
                    },
                ],
            },
            {
                title: "constructor",
                choices: [
                    { key: roleKey("builder", "constructor"), label: "builder", description: undefined },
                ],
            },
        ]);
    });

    it("keys tell roles of one name apart", () => {
        assert.deepEqual(roleOf(roleKey("builder")), ["builder"]);
        assert.deepEqual(roleOf(roleKey('a/"b', "c/d")), ['a/"b', "c/d"]);
        assert.notEqual(roleKey("builder"), roleKey("builder", "constructor"));
    });

    it("servers have their name beside their id", () => {
        assert.deepEqual(serverChoices(POLICY), [
            {
                choices: [
                    {
                        key: "catalog-server",
                        label: "Library catalog (catalog-server)",
                        description: undefined,
                    },
                    { key: "other", label: "other", description: "Another one" },
                ],
            },
        ]);
    });

    it("scopes have the text of the consent screen, if it says more", () => {
        assert.deepEqual(scopeChoices(POLICY)[0]!.choices, [
            { key: "deployment", label: "deployment", description: "Deploy to staging" },
            { key: "plain", label: "plain", description: undefined },
            { key: "foreign", label: "foreign", description: undefined },
        ]);
    });

    it("a search finds names, clients and descriptions", () => {
        assert.equal(labels(" ").length, 3);
        assert.deepEqual(labels("BUILDER realm"), ["Realm roles: builder"]);
        assert.deepEqual(labels("may libr"), ["Library catalog (catalog-server): deployer"]);
        assert.deepEqual(labels("catalog"), ["Library catalog (catalog-server): deployer"]);
        assert.deepEqual(labels("undefined"), []);
    });

    it("what is not offered is unavailable", () => {
        const gone = roleKey("gone", "catalog-server");

        assert.deepEqual(unavailable([roleKey("builder"), gone], roleChoices(POLICY)), [gone]);
    });
});
