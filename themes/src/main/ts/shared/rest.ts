// How this extension's REST APIs are called, the owner's and the administrators': docs/reference/rest-owner.md.
import { type AccessTokens } from "./silent-login";

/** What is wrong with one member of a request. */
export interface FieldError {
    readonly field: string;
    readonly code: string;
    readonly description: string;
}

/** A rejection in the server's words, or with the code UNREACHABLE or UNEXPECTED in none. */
export class ApiError extends Error {
    constructor(
        readonly code: string,
        description: string,
        /** The members of the request that are wrong, as far as the server names them. */
        readonly fields: readonly FieldError[] = [],
        /** How many seconds ago the login may have been, where that is the reason (RFC 9470). */
        readonly maxAge?: number,
    ) {
        super(description);
    }
}

const PASSING = ["UNREACHABLE", "UNEXPECTED", "SERVICE_UNAVAILABLE", "INTERNAL_ERROR"];

/** Returns whether an error passes, or says nothing of what was asked for: what was read before stays on screen. */
export const passes = (error: unknown) => error instanceof ApiError && PASSING.includes(error.code);

export const isCode = (error: unknown, code: string) => error instanceof ApiError && error.code === code;

interface ErrorBody {
    readonly error?: string;
    readonly error_description?: string;
    /** The first member that is wrong. */
    readonly field?: string;
    /** All members that are wrong. */
    readonly errors?: readonly FieldError[] | null;
}

export class Rest {
    constructor(
        private readonly url: (path: string) => URL,
        private readonly tokens: AccessTokens,
    ) {}

    async call<T>(method: string, path: string, body?: unknown): Promise<T> {
        const response = await this.answer(method, path, body);
        if (response.status === 204) {
            return undefined as T;
        }
        const answer: unknown = await response.json().catch(() => undefined);
        if (response.ok && answer) {
            return answer as T;
        }
        throw errorOf(response, answer ?? {});
    }

    /** For what answers nothing that matters. */
    async run(method: string, path: string, body?: unknown): Promise<void> {
        const response = await this.answer(method, path, body);
        if (!response.ok) {
            throw await rejection(response);
        }
    }

    /** Returns an answer as a file. One that breaks off is unreachable, as one that does not begin. */
    async file(path: string): Promise<Blob> {
        const response = await this.answer("GET", path);
        if (!response.ok) {
            throw await rejection(response);
        }
        try {
            return await response.blob();
        } catch {
            throw new ApiError("UNREACHABLE", "");
        }
    }

    private async answer(method: string, path: string, body?: unknown): Promise<Response> {
        const response = await this.send(method, path, body);
        if (response.status !== 401) {
            return response;
        }
        // The session may have ended, or only the access token: the silent login tells.
        this.tokens.forget();
        return this.send(method, path, body);
    }

    private async send(method: string, path: string, body?: unknown): Promise<Response> {
        try {
            return await fetch(this.url(path), {
                method,
                cache: "no-store",
                headers: {
                    Authorization: `Bearer ${await this.tokens.get()}`,
                    ...(body ? { "Content-Type": "application/json" } : {}),
                },
                body: body ? JSON.stringify(body) : undefined,
            });
        } catch (error) {
            // What fetch throws when there is no answer.
            throw error instanceof TypeError ? new ApiError("UNREACHABLE", "") : error;
        }
    }
}

async function rejection(response: Response): Promise<ApiError> {
    const body = (await response.json().catch(() => undefined)) as ErrorBody | undefined;
    return errorOf(response, body ?? {});
}

function errorOf(response: Response, body: ErrorBody): ApiError {
    const { error, error_description = "", field, errors } = body;
    const codeOfAll = code(response, error);
    // The sentence of an error whose code is not its own says nothing.
    const description = codeOfAll === error ? error_description : "";
    const named = (errors ?? []).filter((one) => one.field);
    const fields = named.length > 0 || !field ? named : [{ field, code: codeOfAll, description }];
    return new ApiError(codeOfAll, description, fields, maxAge(response));
}

/**
 * Where the provider is not installed, only this theme, Keycloak says in its own words that there is nothing here; so it
 * does where an administrator lacks a role.
 */
function code(response: Response, error?: string): string {
    if (/^[A-Z_]+$/.test(error ?? "")) {
        return error!;
    }
    switch (response.status) {
        case 403:
            return "FORBIDDEN";
        case 404:
            return "NOT_INSTALLED";
        case 409:
            return "CONFLICT";
        default:
            return error ?? "UNEXPECTED";
    }
}

function maxAge(response: Response): number | undefined {
    const match = /max_age="?(\d+)/.exec(response.headers.get("WWW-Authenticate") ?? "");
    return match ? Number(match[1]) : undefined;
}
