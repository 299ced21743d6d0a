import { locale } from "./locale";

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** With their length, and that of the next shorter one. */
const UNITS_OF_TIME: readonly [Intl.RelativeTimeFormatUnit, number, number][] = [
    ["day", DAY, HOUR],
    ["hour", HOUR, MINUTE],
];

/** How long before its end a token is marked. */
const WARNING_DAYS = 14;

const inUnit = (count: number, unit: "hour" | "day" | "year") =>
    new Intl.NumberFormat(locale(), { style: "unit", unit, unitDisplay: "long" }).format(count);

export const date = (time: string | number) =>
    new Intl.DateTimeFormat(locale(), { dateStyle: "medium" }).format(new Date(time));

export const dateAndTime = (time: string | number) =>
    new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeStyle: "short" }).format(new Date(time));

/** A date; within a day of now, where it says too little, with its time. */
export const dateNearby = (time: string | number) =>
    Math.abs(new Date(time).getTime() - Date.now()) < DAY ? dateAndTime(time) : date(time);

/**
 * As "in 5 days", "3 hours ago", "this minute", rounded to the nearest. Never "tomorrow": 35 hours can end the day after.
 */
export function fromNow(time: string): string {
    const millis = Date.parse(time) - Date.now();
    const [unit, length] = UNITS_OF_TIME.find(
        ([, length, lower]) => Math.round(Math.abs(millis) / lower) * lower >= length,
    ) ?? ["minute", MINUTE];
    const count = Math.sign(millis) * Math.round(Math.abs(millis) / length);
    const numeric = count === 0 ? "auto" : "always";
    return new Intl.RelativeTimeFormat(locale(), { numeric }).format(count, unit);
}

export type Expiry = "never" | "later" | "soon" | "expired";

export function expiry(expiresAt: string | null): Expiry {
    if (expiresAt === null) {
        return "never";
    }
    const left = Date.parse(expiresAt) - Date.now();
    return left <= 0 ? "expired" : left <= WARNING_DAYS * DAY ? "soon" : "later";
}

const HOURS_A_YEAR = 365 * 24;

const UNITS: Record<string, number> = { h: 1, d: 24, w: 7 * 24, y: HOURS_A_YEAR };

/** Of a lifetime as the server writes it: 12h, 90d, 4w, 1y. */
export function hours(lifetime: string): number {
    return parseInt(lifetime, 10) * (UNITS[lifetime.slice(-1)] ?? Number.NaN);
}

/** For people: "12 hours", "90 days", "1 year", in their language. */
export function inWords(lifetime: string): string {
    const count = hours(lifetime);
    if (count % HOURS_A_YEAR === 0) {
        return inUnit(count / HOURS_A_YEAR, "year");
    }
    return count % 24 === 0 ? inUnit(count / 24, "day") : inUnit(count, "hour");
}

export const end = (lifetime: string) => dateNearby(Date.now() + hours(lifetime) * HOUR);

export const endTime = (lifetime: string) => dateAndTime(Date.now() + hours(lifetime) * HOUR);

export const isAhead = (time: string) => Date.parse(time) > Date.now();

/** Of the value of a date field; today is not. */
export const isPast = (day: string) => day < fieldDate(0);

/** The value of a date field, so many hours from now. */
export function fieldDate(hoursFromNow: number): string {
    const day = new Date(Date.now() + hoursFromNow * HOUR);
    const two = (part: number) => String(part).padStart(2, "0");
    return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/**
 * The lifetime, in whole hours, of a token that ends with that day, here. On the last day that is allowed, which has
 * begun already, as much of it as is allowed. A minute is left for the way to the server, and for its clock.
 */
export function lifetimeUntil(day: string, maxLifetime: string | null): string {
    const [year = 0, month = 1, dayOfMonth = 1] = day.split("-").map(Number);
    const midnight = new Date(year, month - 1, dayOfMonth + 1).getTime();
    const wanted = Math.max(1, Math.floor((midnight - Date.now() - MINUTE) / HOUR));
    if (maxLifetime && day <= fieldDate(hours(maxLifetime))) {
        return `${Math.min(wanted, hours(maxLifetime))}h`;
    }
    return `${wanted}h`;
}
