// The texts that Keycloak's own pages use: those of the theme, with what the realm overrides.
import { locale, setTextLanguage } from "../shared/locale";
import { addMessages, t } from "../shared/messages";
import { messagesUrl } from "./environment";

let loaded: Promise<void> | undefined;

/** Loads the texts, once; again after a failure. */
export function loadMessages(): Promise<void> {
    loaded ??= load().catch((error: unknown) => {
        loaded = undefined;
        throw error;
    });
    return loaded;
}

async function load() {
    const response = await fetch(messagesUrl(locale()));
    const texts = (await response.json()) as { key: string; value: string }[];
    addMessages(texts.map(({ key, value }) => [key, value] as const));
    setTextLanguage(t("apiTokensLanguage"));
}
