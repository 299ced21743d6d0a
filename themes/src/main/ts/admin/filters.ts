// Which tokens are shown. The address has it, after the #, so that a link or the back button leads there; never a secret.
import { t } from "../shared/messages";
import { dateAndTime } from "../shared/times";
import { type Page, type SortColumn } from "./api";

export const FILTERS = [
    "ownerSearch",
    "nameStartsWith",
    "prefix",
    "state",
    "access",
    "user",
    "name",
    "profile",
    "client",
    "serviceAccount",
    "createdBefore",
    "unusedSince",
    "expiresBefore",
] as const;

export type Filter = (typeof FILTERS)[number];

export type Filters = Readonly<Partial<Record<Filter, string>>>;

/** Those that begin with a search for clients. */
export type ClientView = "service-accounts" | "resource-servers";

export type View = "tokens" | ClientView | "incident" | "policy" | "setup";

/** Which clients are shown. */
export interface ClientRoute {
    /** The one whose service account's tokens are shown. */
    readonly clientId?: string;
    /** A part of the client ids to find. */
    readonly search?: string;
}

export interface Route extends ClientRoute {
    readonly view: View;
    readonly filters: Filters;
    readonly page: Page;
}

/** What a list begins with. */
export const NEWEST: Page = { first: 0, max: 20, sort: "createdAt", order: "desc" };

/** How many tokens a page may have. */
export const PAGE_SIZES: readonly number[] = [20, 50, 100, 500];

const SORT_COLUMNS: readonly SortColumn[] = ["createdAt", "expiresAt", "lastUsedAt", "name"];

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
    const parameters = new URLSearchParams(query);
    if (view === "incident" || view === "policy" || view === "setup") {
        return { view, filters: {}, page: NEWEST };
    }
    if (view === "service-accounts" || view === "resource-servers") {
        return { view, filters: {}, page: NEWEST, ...clientRoute(parameters) };
    }
    return {
        view: "tokens",
        filters: cleaned(Object.fromEntries(parameters)),
        page: pageOf(parameters),
    };
}

/** What is missing or wrong is as at the beginning. */
function pageOf(parameters: URLSearchParams): Page {
    const first = Number(parameters.get("first"));
    const max = Number(parameters.get("max"));
    const sort = SORT_COLUMNS.find((column) => column === parameters.get("sort"));
    const order = parameters.get("order");
    return {
        first: Number.isSafeInteger(first) && first > 0 ? first : NEWEST.first,
        max: PAGE_SIZES.includes(max) ? max : NEWEST.max,
        sort: sort ?? NEWEST.sort,
        order: order === "asc" || order === "desc" ? order : NEWEST.order,
    };
}

function clientRoute(parameters: URLSearchParams): ClientRoute {
    const text = (name: keyof ClientRoute) => withoutSecrets(parameters.get(name)?.trim() ?? "");
    return {
        ...(text("clientId") && { clientId: text("clientId") }),
        ...(text("search") && { search: text("search") }),
    };
}

export function linkToClients(route: ClientRoute, view: ClientView = "service-accounts"): string {
    const query = new URLSearchParams(Object.entries(route)).toString();
    return withoutSecrets(`#${view}${query && `?${query}`}`);
}

/** The page is part of it as far as it is another than the first. */
export function linkTo(filters: Filters, page: Page = NEWEST): string {
    const other = Object.entries(page).filter(([name, value]) => value !== NEWEST[name as keyof Page]);
    const query = new URLSearchParams([
        ...Object.entries(cleaned(filters)),
        ...other.map(([name, value]) => [name, String(value)]),
    ]).toString();
    return `#tokens${query && `?${query}`}`;
}

/** The same objects for the same filters: the number of tokens does not change with the page. */
export const sameFilters = (old: Route, next: Route): Route =>
    linkTo(old.filters) === linkTo(next.filters) ? { ...next, filters: old.filters } : next;

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

const AGAIN = "api-tokens-again";

/** Goes to an address of the page; if it is there already, what is shown is asked for again. */
export function goTo(address: string) {
    if (location.hash === address) {
        dispatchEvent(new Event(AGAIN));
    } else {
        location.hash = address;
    }
}

/** Calls a function when somebody goes where they are, and returns what ends that. */
export function onAgain(ask: () => void): () => void {
    const click = (event: MouseEvent) => {
        const link = event.target instanceof Element ? event.target.closest("a[href^='#']") : null;
        if (link?.getAttribute("href") === location.hash) {
            ask();
        }
    };
    addEventListener(AGAIN, ask);
    addEventListener("click", click);
    return () => {
        removeEventListener(AGAIN, ask);
        removeEventListener("click", click);
    };
}
