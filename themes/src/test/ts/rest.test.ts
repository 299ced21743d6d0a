import assert from "node:assert/strict";
import { beforeEach, describe, it, mock } from "node:test";
import { ApiError, Rest } from "../../main/ts/shared/rest";
import { type AccessTokens } from "../../main/ts/shared/silent-login";

const tokens = { get: () => Promise.resolve("jwt"), forget: () => undefined } as unknown as AccessTokens;
const rest = new Rest((path) => new URL(`http://localhost/api-tokens${path}`), tokens);

/** Returns the error of a call that is answered so. */
async function errorOf(
    status: number,
    body?: object,
    headers: Record<string, string> = {},
): Promise<ApiError> {
    const answer = () => Promise.resolve(new Response(body && JSON.stringify(body), { status, headers }));
    mock.method(globalThis, "fetch", answer);
    try {
        await rest.call("GET", "");
    } catch (error) {
        assert.ok(error instanceof ApiError);
        return error;
    }
    assert.fail("no error");
}

describe("errors of the REST APIs", () => {
    beforeEach(() => {
        mock.restoreAll();
    });

    it("a field is the one that is wrong", async () => {
        const error = await errorOf(400, {
            error: "INVALID_POLICY",
            error_description: "Send a lifetime.",
            field: "maxLifetime",
        });

        assert.equal(error.code, "INVALID_POLICY");
        assert.equal(error.message, "Send a lifetime.");
        assert.deepEqual(error.fields, [
            { field: "maxLifetime", code: "INVALID_POLICY", description: "Send a lifetime." },
        ]);
    });

    it("of several fields each has its error", async () => {
        const errors = [
            { field: "maxLifetime", code: "INVALID_POLICY", description: "a" },
            { field: "clients", code: "INVALID_REQUEST", description: "b" },
        ];

        assert.deepEqual(
            (await errorOf(400, { error: "INVALID_POLICY", field: "maxLifetime", errors })).fields,
            errors,
        );
    });

    it("errors without a field are no field's", async () => {
        const errors = [{ code: "INVALID_REQUEST", description: "a" }];

        assert.deepEqual((await errorOf(400, { error: "INVALID_REQUEST", errors })).fields, []);
    });

    it("without a field none is wrong", async () => {
        assert.deepEqual((await errorOf(400, { error: "INVALID_REQUEST" })).fields, []);
        assert.deepEqual((await errorOf(400, { error: "INVALID_REQUEST", errors: null })).fields, []);
    });

    it("Keycloak's own answers have the code of their status", async () => {
        const forbidden = { error: "HTTP 403 Forbidden", error_description: "See the log." };
        assert.equal((await errorOf(403, forbidden)).code, "FORBIDDEN");
        assert.equal((await errorOf(403, forbidden)).message, "");
        assert.equal((await errorOf(404, { error: "HTTP 404 Not Found" })).code, "NOT_INSTALLED");
        assert.equal((await errorOf(500, { error: "unknown_error" })).code, "unknown_error");
        assert.equal((await errorOf(502)).code, "UNEXPECTED");
    });

    it("an old login has the age that is allowed", async () => {
        const challenge = 'Bearer error="insufficient_user_authentication", max_age="300"';
        const error = await errorOf(
            403,
            { error: "RECENT_LOGIN_REQUIRED" },
            { "WWW-Authenticate": challenge },
        );

        assert.equal(error.maxAge, 300);
    });

    it("no answer is a code of its own", async () => {
        mock.method(globalThis, "fetch", () => Promise.reject(new TypeError("fetch failed")));

        await assert.rejects(rest.call("GET", ""), { code: "UNREACHABLE", message: "" });
    });
});

describe("calls without an answer", () => {
    beforeEach(() => {
        mock.restoreAll();
    });

    it("nothing is read of a success, and all of a rejection", async () => {
        mock.method(globalThis, "fetch", () => Promise.resolve(new Response(null, { status: 201 })));
        await rest.run("POST", "/models", {});

        mock.method(globalThis, "fetch", () => Promise.resolve(new Response("{}", { status: 403 })));
        await assert.rejects(rest.run("POST", "/models", {}), { code: "FORBIDDEN" });
    });
});

describe("files of the REST APIs", () => {
    beforeEach(() => {
        mock.restoreAll();
    });

    const answer = (body: BodyInit, status = 200) =>
        mock.method(globalThis, "fetch", () => Promise.resolve(new Response(body, { status })));

    it("an answer is the content of a file", async () => {
        answer("id,name\n");

        assert.equal(await (await rest.file("/export")).text(), "id,name\n");
    });

    it("a rejection is one as of any call", async () => {
        answer('{"error":"USER_NOT_FOUND","error_description":"No user.","field":"user"}', 404);

        await assert.rejects(rest.file("/export"), { code: "USER_NOT_FOUND" });
    });

    it("what breaks off is no file", async () => {
        answer(
            new ReadableStream({
                pull(controller) {
                    controller.error(new TypeError("network error"));
                },
            }),
        );

        await assert.rejects(rest.file("/export"), { code: "UNREACHABLE" });
    });
});
