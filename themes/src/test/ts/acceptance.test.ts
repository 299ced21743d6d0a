import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type Client } from "../../main/ts/admin/clients";

// Where the page is, as its HTML says: page-config reads it.
globalThis.document = {
    getElementById: () => ({ dataset: { realm: "demo", adminRealm: "master" } }),
} as unknown as Document;
const { accepting, canEnd, findAccepting, isResourceServer, reasons } =
    await import("../../main/ts/admin/acceptance");

const client = (changes: Partial<Client> = {}): Client => ({
    id: "1",
    clientId: "catalog",
    name: "",
    isEnabled: true,
    hasServiceAccount: false,
    isConfidential: true,
    isMarked: false,
    isOptedOut: false,
    mayManage: true,
    ...changes,
});

describe("acceptance of API tokens", () => {
    it("only confidential clients that are not Keycloak's are resource servers", () => {
        assert.equal(isResourceServer(client()), true);
        assert.equal(isResourceServer(client({ isConfidential: false })), false);
        assert.equal(isResourceServer(client({ clientId: "realm-management" })), false);
        assert.equal(isResourceServer(client({ clientId: "api-tokens" })), false);
        assert.equal(isResourceServer(client({ clientId: "other-realm" })), true);
    });

    it("a resource server accepts for a reason of its own", () => {
        const mappers = [{ id: "a", audience: "mapped", scope: null }];
        const named = [
            client({ clientId: "mapped" }),
            client({ clientId: "marked", isMarked: true }),
            client({ clientId: "neither" }),
            client({ clientId: "public", isConfidential: false, isMarked: true }),
        ];

        assert.deepEqual(
            accepting(named, mappers).map(({ clientId }) => clientId),
            ["mapped", "marked"],
        );
    });

    it("of many clients, those that a mapper names are found wherever they stand", async () => {
        const all = Array.from({ length: 300 }, (_, i) => client({ clientId: `server-${i}` }));
        const api = (audience: string) => ({
            list: (max: number) => Promise.resolve(all.slice(0, max)),
            find: (clientId: string) => Promise.resolve(all.find((one) => one.clientId === clientId)),
            tokenClient: () =>
                Promise.resolve({
                    id: "t",
                    mayManage: true,
                    mappers: [{ id: "a", audience, scope: null }],
                    resolvesAudience: false,
                }),
        });

        const { servers, hasMore } = await findAccepting(api("server-299"));
        assert.deepEqual(
            servers.map(({ clientId }) => clientId),
            ["server-299"],
        );
        assert.equal(hasMore, true);
        assert.deepEqual((await findAccepting(api("gone"))).servers, []);
    });

    it("each reason is said, and those of other servers are not", () => {
        const mappers = [
            { id: "a", audience: "catalog", scope: null },
            { id: "b", audience: "catalog", scope: "shop" },
            { id: "c", audience: "other", scope: null },
        ];

        assert.deepEqual(reasons(client(), []), []);
        assert.deepEqual(reasons(client({ isMarked: true, isOptedOut: true }), mappers), [
            { kind: "mapper" },
            { kind: "scope", scope: "shop" },
            { kind: "attribute" },
            { kind: "optOut" },
        ]);
    });

    it("what a scope or Keycloak's exemption grants is not ended here", () => {
        assert.equal(canEnd([{ kind: "mapper" }, { kind: "attribute" }]), true);
        assert.equal(canEnd([]), true);
        assert.equal(canEnd([{ kind: "mapper" }, { kind: "scope", scope: "shop" }]), false);
        assert.equal(canEnd([{ kind: "optOut" }]), false);
    });
});
