import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { roleKey } from "../../main/ts/shared/choices";
import {
    adapted,
    type CreationForm,
    emptyForm,
    isRestricted,
    requestOf,
} from "../../main/ts/shared/creation-form";
import { type Policy } from "../../main/ts/shared/policy";

const POLICY = {
    defaultLifetime: "30d",
    maxLifetime: null,
    fullAccess: true,
    scopes: ["deployment"],
    consentTexts: {},
    realmRoles: [{ name: "builder", description: null }],
    clientRoles: { "catalog-server": [{ name: "deployer", description: null }] },
    resourceServers: [{ clientId: "catalog-server", name: null, description: null }],
} as unknown as Policy;

const ROLES = [
    roleKey("builder"),
    roleKey("deployer", "catalog-server"),
    roleKey("reader", "catalog-server"),
    roleKey("auditor"),
];

const formOf = (changes: Partial<CreationForm>): CreationForm => ({
    ...emptyForm(POLICY),
    name: "ci",
    ...changes,
});

describe("form of a new token", () => {
    it("an empty form asks for full access", () => {
        assert.deepEqual(JSON.parse(JSON.stringify(requestOf(formOf({}), POLICY))), {
            name: "ci",
            expiresIn: "30d",
        });
    });

    it("all limits are in the request", () => {
        const form = formOf({
            description: " Deploys ",
            isRestricted: true,
            roles: ROLES,
            hasAudience: true,
            servers: ["catalog-server"],
            scopes: ["deployment", "other"],
            profile: " team-a ",
        });

        assert.deepEqual(requestOf(form, POLICY), {
            name: "ci",
            description: "Deploys",
            expiresIn: "30d",
            profile: "team-a",
            scope: "deployment other",
            realmRoles: ["builder", "auditor"],
            clientRoles: { "catalog-server": ["deployer", "reader"] },
            audience: ["catalog-server"],
        });
    });

    it("no chosen role is an empty choice", () => {
        const { realmRoles, clientRoles } = requestOf(formOf({ isRestricted: true }), POLICY);

        assert.deepEqual({ realmRoles, clientRoles }, { realmRoles: [], clientRoles: {} });
    });

    it("choices that were taken back are not in the request", () => {
        const { realmRoles, audience } = requestOf(formOf({ roles: ROLES, servers: ["a"] }), POLICY);

        assert.equal(realmRoles, undefined);
        assert.equal(audience, undefined);
    });

    it("without full access each token is restricted", () => {
        const policy = { ...POLICY, fullAccess: false };

        assert.equal(isRestricted(formOf({}), policy), true);
        assert.deepEqual(requestOf(formOf({}), policy).realmRoles, []);
    });

    it("a newer policy takes away what it does not offer, and names it", () => {
        const form = formOf({
            description: "kept",
            isRestricted: true,
            roles: ROLES,
            servers: ["catalog-server", "gone-server"],
            scopes: ["gone", "deployment"],
        });

        assert.deepEqual(adapted(form, POLICY), {
            form: {
                ...form,
                roles: ROLES.slice(0, 2),
                servers: ["catalog-server"],
                scopes: ["deployment"],
            },
            gone: {
                roles: ["catalog-server/reader", "auditor"],
                servers: ["gone-server"],
                scopes: ["gone"],
            },
        });
    });
});
