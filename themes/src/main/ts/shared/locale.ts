/** The locale of dates and numbers: the browser's, unless the page sets another. */
let current: string = globalThis.navigator?.language ?? "en";

/** The language of the texts, which may be another one, where nobody has translated them. */
let texts = "en";

const RIGHT_TO_LEFT = ["ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"];

const languageOf = (tag: string) => tag.split("-", 1)[0]?.toLowerCase() ?? "";

export const locale = () => current;

export function setLocale(locale: string) {
    current = locale;
}

/** Says in which language the texts are. Dates and numbers follow, so that no sentence is in two languages. */
export function setTextLanguage(tag: string) {
    texts = tag;
    if (languageOf(current) !== languageOf(tag)) {
        current = tag;
    }
}

/** For an element with texts of ours, of which Keycloak's page around it may have the language or not. */
export const textLanguage = () => ({
    lang: texts,
    dir: RIGHT_TO_LEFT.includes(languageOf(texts)) ? "rtl" : "ltr",
});
