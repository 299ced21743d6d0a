import { type ApiToken, type EndedApiToken } from "../shared/api-token";
import { endReason } from "../shared/end-reason";
import { expiry } from "../shared/times";

/** Returns the tokens that are not there any more. Nobody misses expired ones. */
export function goneTokens(before: readonly ApiToken[], now: readonly ApiToken[]): readonly ApiToken[] {
    const ids = new Set(now.map(({ id }) => id));
    return before.filter(({ id, expiresAt }) => !ids.has(id) && expiry(expiresAt) !== "expired");
}

/** Returns their names, and why they ended as far as that is known. */
export const goneNames = (gone: readonly ApiToken[], ended: readonly EndedApiToken[]) =>
    gone
        .map(({ id, name }) => {
            const reason = ended.find((token) => token.id === id)?.endReason;
            return reason ? `${name} (${endReason(reason)})` : name;
        })
        .join(", ");
