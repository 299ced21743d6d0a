import { type EndReason } from "./api-token";
import { t } from "./messages";

/** In words; an earlier release kept no reason. */
export const endReason = (reason: EndReason | null) => t(`apiTokensEnd_${reason ?? "unknown"}`);
