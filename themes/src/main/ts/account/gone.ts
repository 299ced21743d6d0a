import { type ApiToken } from "../shared/api-token";
import { expiry } from "../shared/times";

/** Returns the names of tokens that are not there any more; undefined for none. Nobody misses expired ones. */
export function goneNames(before: readonly ApiToken[], now: readonly ApiToken[]): string | undefined {
    const ids = new Set(now.map(({ id }) => id));
    const gone = before.filter(({ id, expiresAt }) => !ids.has(id) && expiry(expiresAt) !== "expired");
    return gone.length === 0 ? undefined : gone.map(({ name }) => name).join(", ");
}
