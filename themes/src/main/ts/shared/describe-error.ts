import { hasText, t } from "./messages";
import { ApiError } from "./rest";
import { LoginRequired } from "./silent-login";

/** In the person's language where there is a translation, else in the server's words. */
export function describeError(error: unknown, values: Record<string, string | number> = {}): string {
    if (error instanceof LoginRequired) {
        return t("apiTokensSignedOut");
    }
    if (!(error instanceof ApiError)) {
        return t("apiTokensError_UNEXPECTED");
    }
    const key = `apiTokensError_${error.code}`;
    if (!error.message || hasText(key)) {
        return t(hasText(key) ? key : "apiTokensError_UNEXPECTED", values);
    }
    return error.message;
}
