import { t } from "./messages";

/** What PatternFly's button says while it waits; its own would be English in any language. */
export const busyTexts = () => ({
    spinnerAriaLabel: t("apiTokensWaiting"),
    spinnerAriaValueText: t("apiTokensWaiting"),
});
