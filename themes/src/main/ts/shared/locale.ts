/** Returns a tag in the form that dates and numbers need; English for what is none, such as a text that is missing. */
function canonical(tag: string | undefined): string {
    try {
        return Intl.getCanonicalLocales((tag ?? "").trim().replaceAll("_", "-"))[0] ?? "en";
    } catch {
        return "en";
    }
}

/** The locale of dates and numbers: the browser's, unless the page sets another. */
let current = canonical(globalThis.navigator?.language);

/** The language of the texts, which may be another one, where nobody has translated them. */
let texts = "en";

const RIGHT_TO_LEFT = ["ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"];

const languageOf = (tag: string) => tag.split("-", 1)[0]?.toLowerCase() ?? "";

export const locale = () => current;

/** A number as people write it there. */
export const inDigits = (number: number) => new Intl.NumberFormat(current).format(number);

export function setLocale(locale: string) {
    current = canonical(locale);
}

/** Says in which language the texts are. Dates and numbers follow, so that no sentence is in two languages. */
export function setTextLanguage(tag: string) {
    texts = canonical(tag);
    if (languageOf(current) !== languageOf(texts)) {
        current = texts;
    }
}

/** For an element with texts of ours, of which Keycloak's page around it may have the language or not. */
export const textLanguage = () => ({
    lang: texts,
    dir: RIGHT_TO_LEFT.includes(languageOf(texts)) ? "rtl" : "ltr",
});
