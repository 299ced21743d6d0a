// The expiry of a new token: the choices of the form, and the lifetime in the request.
import { type ApiToken } from "./api-token";
import { type Policy } from "./policy";
import { HOUR, hours, lifetimeUntil, SECOND } from "./times";

export const NEVER = "NEVER";
export const CUSTOM = "CUSTOM";

const PRESETS = ["30d", "60d", "90d", "1y"];
export const MAX_HOURS = 100 * 365 * 24;

/** Returns whether a token can be created that never expires. A default lifetime does not forbid it. */
export const mayNeverExpire = (policy: Policy) => !policy.expiryRequired && !policy.maxLifetime;

/** Returns the lifetimes to choose from, shortest first. */
export function lifetimes(policy: Policy): string[] {
    const maxHours = policy.maxLifetime ? hours(policy.maxLifetime) : Number.POSITIVE_INFINITY;
    const byHours = new Map<number, string>();
    for (const lifetime of [policy.defaultLifetime, ...PRESETS, policy.maxLifetime]) {
        if (lifetime && hours(lifetime) <= maxHours && !byHours.has(hours(lifetime))) {
            byHours.set(hours(lifetime), lifetime);
        }
    }
    return [...byHours.entries()].sort(([a], [b]) => a - b).map(([, lifetime]) => lifetime);
}

/** Returns the realm's default; without one 90 days, or the longest lifetime below. */
export function preselected(policy: Policy): string {
    const choices = lifetimes(policy);
    return (
        policy.defaultLifetime ??
        choices.filter((lifetime) => hours(lifetime) <= hours("90d")).pop() ??
        choices[0] ??
        CUSTOM
    );
}

/** Returns the lifetime that the request has. */
export function expiresIn(expiry: string, customDate: string, policy: Policy): string {
    switch (expiry) {
        case NEVER:
            return "never";
        case CUSTOM:
            return lifetimeUntil(customDate, policy.maxLifetime);
        default:
            return expiry;
    }
}

/**
 * Returns when a token expires that is rotated now, in milliseconds, as the server computes it: the lifetime begins
 * anew, within the policy. Null for never; undefined if the policy allows no rotation.
 */
export function endOfRotated(token: ApiToken, policy: Policy): number | null | undefined {
    const { createdAt, rotatedAt, expiresAt } = token;
    if (expiresAt === null && mayNeverExpire(policy)) {
        return null;
    }
    const issuedAt = Math.floor(Date.parse(rotatedAt ?? createdAt) / SECOND) * SECOND;
    const lifetime = expiresAt === null ? inMillis(policy.defaultLifetime) : Date.parse(expiresAt) - issuedAt;
    const shortest = Math.min(lifetime, inMillis(policy.maxLifetime));
    return Number.isFinite(shortest) ? Date.now() + shortest : undefined;
}

const inMillis = (lifetime: string | null) => (lifetime ? hours(lifetime) * HOUR : Number.POSITIVE_INFINITY);
