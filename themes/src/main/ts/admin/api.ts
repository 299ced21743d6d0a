// The administrators' REST API: docs/reference/rest-admin.md.
import {
    type ApiToken,
    type ApiTokenDetails,
    type IssuedApiToken,
    type RevocationReason,
} from "../shared/api-token";
import { type Policy } from "../shared/policy";
import { type Rest } from "../shared/rest";
import { type TokenApi } from "../shared/token-api";
import { type Filters } from "./filters";

export type State = "live" | "owner_disabled" | "owner_gone" | "expired" | "revoked";

export interface AdminApiToken extends ApiToken {
    readonly ownerId: string;
    /** Null for an owner who cannot be found. */
    readonly username: string | null;
    /** The client whose service account is the owner; null for a person. */
    readonly clientId: string | null;
    readonly state: State;
    readonly revokedAt: string | null;
    readonly revocationReason: RevocationReason | null;
}

export interface Counts {
    readonly live: number;
    readonly ownerDisabled: number;
    readonly ownerGone: number;
    readonly expired: number;
    readonly revoked: number;
    readonly expiringSoon: number;
    readonly unused: number;
}

export type SortColumn = "createdAt" | "expiresAt" | "lastUsedAt" | "name";

export interface Page {
    readonly first: number;
    readonly max: number;
    readonly sort: SortColumn;
    readonly order: "asc" | "desc";
}

/** Whether a resource server accepts a token. */
export interface Acceptance {
    readonly active: boolean;
    /** The word for the reason of a rejection; null if it is accepted. */
    readonly code: string | null;
    /** The same as events have it, in English. */
    readonly reason: string | null;
    /** The introspection response; null if it is rejected. */
    readonly claims: Readonly<Record<string, unknown>> | null;
}

/** The tokens of the secrets in a text, and the prefixes of the other secrets. */
export interface FoundSecrets {
    readonly tokens: readonly AdminApiToken[];
    /** Of no token of this realm. */
    readonly unknown: readonly string[];
    /** Cut off, changed, or of another server. */
    readonly malformed: readonly string[];
    /** Of owners whom this administrator may not view. */
    readonly forbidden: readonly string[];
}

export type ExportFormat = "csv" | "ndjson";

export interface Revocation {
    readonly matching: number;
    readonly revoked: number;
    readonly remaining: number;
}

export interface NotBefore {
    readonly notBefore: string;
    readonly matching: number;
}

export interface NotBeforeProgress {
    readonly notBefore: string | null;
    /** Tokens that are inactive by it, and whose rows a task has still to revoke. */
    readonly remaining: number;
}

/** The settings that a request can change. */
export interface NewPolicySettings {
    readonly enabled: boolean;
    readonly maxPerUser: unknown;
    readonly defaultLifetime: string | null;
    readonly maxLifetime: string | null;
    readonly requireExpiry: boolean;
    readonly clients: readonly string[];
    readonly profiles: readonly string[];
    readonly recentLoginSeconds: unknown;
    readonly inactivityDays: unknown;
    readonly leakReports: boolean;
    readonly endOnLogoutAll: boolean;
    readonly fullAccess: boolean;
    readonly scopes: readonly string[];
    readonly mailCreated: boolean;
    readonly mailRotated: boolean;
    readonly mailExpiring: boolean;
    readonly mailExpired: boolean;
    readonly mailRevoked: boolean;
    readonly mailLeaked: boolean;
}

export interface PolicySettings extends NewPolicySettings {
    readonly maxPerUser: number;
    readonly recentLoginSeconds: number | null;
    readonly inactivityDays: number | null;
    readonly notBefore: string | null;
    /** What is wrong with the realm's attributes, for which the default stands here. */
    readonly problem: string | null;
    /** Another one for other settings. */
    readonly revision: string;
}

export interface PolicyImpact {
    readonly overlong: number;
    readonly unending: number;
    readonly profileNotAllowed: number;
    readonly unused: number;
    readonly signedOut: number;
    readonly fullAccess: number;
    readonly ownersOverLimit: number;
}

export interface Overlong {
    readonly count: number;
    readonly tokens: readonly {
        readonly id: string;
        readonly username: string | null;
        readonly clientId: string | null;
        readonly ownerId: string;
        readonly name: string;
        readonly prefix: string;
        readonly expiresAt: string | null;
        readonly wouldExpireAt: string;
    }[];
}

export interface Enforcement {
    readonly shortened: number;
    readonly ended: number;
}

export class AdminApi {
    constructor(private readonly rest: Rest) {}

    list = (filters: Filters, page: Page) =>
        this.rest.call<AdminApiToken[]>("GET", query({ ...filters, ...page }));

    /** All that match, whatever the page. */
    export = (filters: Filters, format: ExportFormat) =>
        this.rest.file(`/export${query({ ...filters, format })}`);

    details = (id: string) => this.rest.call<ApiTokenDetails>("GET", `/${id}`);

    counts = ({ state, ...filters }: Filters = {}) =>
        this.rest.call<Counts>("GET", `/counts${query(filters)}`);

    revoke = (id: string, isLeaked: boolean) =>
        this.rest.call<void>("DELETE", `/${id}${isLeaked ? "?reason=leaked" : ""}`);

    /** All that match; where there is no filter, all of the realm. */
    revokeMany = (filters: Filters, dryRun: boolean) =>
        this.rest.call<Revocation>("POST", "/revoke", {
            ...(Object.keys(filters).length > 0 ? filters : { everything: true }),
            dryRun,
        });

    notBefore = () => this.rest.call<NotBeforeProgress>("GET", "/not-before");

    setNotBefore = (notBefore: string, dryRun: boolean) =>
        this.rest.call<NotBefore>("PUT", "/not-before", { notBefore, dryRun });

    findSecrets = (text: string) => this.rest.call<FoundSecrets>("POST", "/lookup/text", { text });

    /** What a resource server would learn of a token. */
    acceptance = (secret: string, clientId: string) =>
        this.rest.call<Acceptance>("POST", "/acceptance", { secret, clientId });

    policy = () => this.rest.call<PolicySettings>("GET", "/policy");

    /** Replaces the policy of that revision, unless another administrator was faster. */
    savePolicy = (settings: NewPolicySettings, revision: string) =>
        this.rest.call<PolicySettings>("PUT", "/policy", { ...settings, revision });

    impactOf = (settings: NewPolicySettings) =>
        this.rest.call<PolicyImpact>("POST", "/policy/report", settings);

    /** Returns the tokens that live longer than the policy in force allows. */
    overlong = (max: number) => this.rest.call<Overlong>("GET", `/policy/report?max=${max}`);

    /** Returns the calls of the tokens of a client's service account. */
    serviceAccount = (clientId: string): TokenApi => ({
        details: this.details,
        policy: () => this.rest.call<Policy>("GET", `/service-account-policy${query({ clientId })}`),
        create: (token) => this.rest.call<IssuedApiToken>("POST", "", { clientId, ...token }),
        edit: (id, changes) => this.rest.call<ApiToken>("PATCH", `/${id}`, changes),
        rotate: (id, overlap) => this.rest.call<IssuedApiToken>("POST", `/${id}/rotate`, { overlap }),
    });

    enforce = () => this.rest.call<Enforcement>("POST", "/policy/enforce");
}

function query(parameters: Readonly<Record<string, string | number>>): string {
    const text = new URLSearchParams(
        Object.entries(parameters).map(([name, value]) => [name, String(value)]),
    ).toString();
    return text && `?${text}`;
}
