import { hasText, t } from "../shared/messages";
import { type Acceptance } from "./api";

/** Returns why a token is rejected; undefined for a code of a server that is newer than these texts. */
export function rejection({ code }: Acceptance): string | undefined {
    const key = `adminRejection_${code}`;
    return hasText(key) ? t(key) : undefined;
}
