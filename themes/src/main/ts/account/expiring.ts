import { type ApiToken } from "../shared/api-token";

/** The longest time that a browser's timer can wait. */
const LONGEST = 2 ** 31 - 1;

/** How long to wait until a token expires, and which do then; undefined if none does soon. */
export function nextExpiry(tokens: readonly ApiToken[], now: number) {
    const ahead = tokens.filter(({ expiresAt }) => expiresAt !== null && Date.parse(expiresAt) > now);
    const first = Math.min(...ahead.map(({ expiresAt }) => Date.parse(expiresAt!)));
    return ahead.length === 0 || first - now > LONGEST
        ? undefined
        : {
              millis: first - now,
              names: ahead
                  .filter(({ expiresAt }) => Date.parse(expiresAt!) === first)
                  .map(({ name }) => name)
                  .join(", "),
          };
}
