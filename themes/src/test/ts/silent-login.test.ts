import assert from "node:assert/strict";
import { beforeEach, describe, it, mock } from "node:test";
import { AccessTokens, LoginRequired } from "../../main/ts/shared/silent-login";

const login = {
    clientId: "account-console",
    redirectUri: "http://localhost/account",
    url: (path: string) => new URL(`http://localhost/${path}`),
};

let user = "";

/** Answers as Keycloak does where somebody is logged in. */
function answer(input: URL | string): Promise<Response> {
    const url = new URL(input);
    const response = url.pathname.endsWith("/auth")
        ? new Response()
        : Response.json({
              access_token: `token of ${user}`,
              expires_in: 300,
              id_token: `e30.${Buffer.from(JSON.stringify({ sub: user })).toString("base64url")}.`,
          });
    const state = url.searchParams.get("state") ?? "";
    Object.defineProperty(response, "url", { value: `${login.redirectUri}?code=1&state=${state}` });
    return Promise.resolve(response);
}

describe("silent login", () => {
    beforeEach(() => {
        mock.restoreAll();
        mock.method(globalThis, "fetch", answer);
        user = "alice>?";
    });

    it("the user is that of the ID token", async () => {
        const tokens = new AccessTokens(login);
        assert.equal(tokens.user, undefined);
        assert.equal(await tokens.get(), "token of alice>?");
        assert.equal(tokens.user, "alice>?");
    });

    it("another user is no login", async () => {
        const tokens = new AccessTokens(login);
        await tokens.get();
        tokens.forget();
        user = "bob";
        await assert.rejects(tokens.get(), LoginRequired);
        await assert.rejects(tokens.get(), LoginRequired);
        user = "alice>?";
        assert.equal(await tokens.get(), "token of alice>?");
    });
});
