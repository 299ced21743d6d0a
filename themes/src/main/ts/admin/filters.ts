// Which tokens are shown. The address has it, after the #, so that a link or the back button leads there; never a secret.
import { t } from "../shared/messages";
import { dateAndTime } from "../shared/times";

export const FILTERS = [
    "user",
    "name",
    "prefix",
    "state",
    "access",
    "profile",
    "client",
    "serviceAccount",
    "createdBefore",
    "unusedSince",
    "expiresBefore",
] as const;

export type Filter = (typeof FILTERS)[number];

export type Filters = Readonly<Partial<Record<Filter, string>>>;

export type View = "tokens" | "service-accounts" | "incident" | "policy";

/** Which clients are shown with their service accounts. */
export interface ClientRoute {
    /** The one whose tokens are shown. */
    readonly clientId?: string;
    /** A part of the client ids to find. */
    readonly search?: string;
}

export interface Route extends ClientRoute {
    readonly view: View;
    readonly filters: Filters;
}

const DAY = 24 * 3600_000;

const SECRET = /([a-z0-9]{2,8}_[0-9a-f]{6})[0-9a-f]{10,}/g;
const PREFIX = /^[a-z0-9]{2,8}_[0-9a-f]{6}/;

export const isPrefix = (text: string) => PREFIX.test(text);

/** With the prefix in place of each secret: somebody may paste one where it does not belong. */
export const withoutSecrets = (text: string) => text.replace(SECRET, "$1");

/** What is filled in. */
export function cleaned(filters: Filters): Filters {
    const entries = FILTERS.map((filter) => {
        const text = withoutSecrets((filters[filter] ?? "").trim());
        return [filter, filter === "prefix" ? (PREFIX.exec(text)?.[0] ?? text) : text] as const;
    });
    return Object.fromEntries(entries.filter(([, value]) => value));
}

export function routeOf(hash: string): Route {
    const [view = "", query = ""] = hash.replace(/^#/, "").split("?", 2);
    if (view === "incident" || view === "policy") {
        return { view, filters: {} };
    }
    if (view === "service-accounts") {
        return { view, filters: {}, ...clientRoute(new URLSearchParams(query)) };
    }
    return { view: "tokens", filters: cleaned(Object.fromEntries(new URLSearchParams(query))) };
}

function clientRoute(parameters: URLSearchParams): ClientRoute {
    const text = (name: keyof ClientRoute) => withoutSecrets(parameters.get(name)?.trim() ?? "");
    return {
        ...(text("clientId") && { clientId: text("clientId") }),
        ...(text("search") && { search: text("search") }),
    };
}

export function linkToClients(route: ClientRoute): string {
    const query = new URLSearchParams(Object.entries(route)).toString();
    return withoutSecrets(`#service-accounts${query && `?${query}`}`);
}

export function linkTo(filters: Filters): string {
    const query = new URLSearchParams(Object.entries(cleaned(filters))).toString();
    return `#tokens${query && `?${query}`}`;
}

/** To the second, as the server writes them. */
const fromToday = (days: number) => new Date(Date.now() + days * DAY).toISOString().replace(/\.\d+Z$/, "Z");

export const expiringSoon = (): Filters => ({ state: "live", expiresBefore: fromToday(30) });

export const unused = (): Filters => ({ state: "live", unusedSince: fromToday(-90) });

/** The filters that have only these values; the empty one is for no filter. */
export const CHOICES: Readonly<Partial<Record<Filter, readonly string[]>>> = {
    state: ["", "live", "owner_disabled", "owner_gone", "expired", "revoked"],
    access: ["", "full", "restricted"],
};

/** Returns the text of one of these values. */
export const choiceText = (filter: Filter, value: string) =>
    t(filter === "access" ? `adminAccess_${value}` : `adminState_${value}`);

export const isTime = (filter: Filter) => /Before$|Since$/.test(filter);

/** For people: "Owner: alice". */
export const inWords = (filters: Filters) =>
    FILTERS.filter((filter) => filters[filter]).map((filter) => {
        const value = filters[filter]!;
        const text = CHOICES[filter]
            ? choiceText(filter, value)
            : isTime(filter) && value.includes("T")
              ? dateAndTime(value)
              : value;
        return `${t(`adminFilter_${filter}`)}: ${text}`;
    });
