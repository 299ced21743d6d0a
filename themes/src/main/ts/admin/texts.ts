// The texts of this page, and those of the account console's that it shares. English stands in for what is missing.
import languages from "languages";
import { locale } from "../shared/locale";
import { addMessages, t } from "../shared/messages";

const ENGLISH = "en";

/** The tag of the language that is nearest to a locale: its own, that without the region, or English. */
export function languageOf(wanted: string, tags: readonly string[]): string {
    const [language] = wanted.split("-", 1);
    const find = (tag?: string) => tags.find((other) => other.toLowerCase() === tag?.toLowerCase());
    return find(wanted) ?? find(language) ?? ENGLISH;
}

export function chooseTexts() {
    const language = languageOf(locale(), Object.keys(languages));
    for (const tag of [ENGLISH, language]) {
        addMessages(Object.entries(languages[tag] ?? {}));
    }
    document.documentElement.lang = language;
}

/** A number as people write it there. */
export const inDigits = (number: number) => new Intl.NumberFormat(locale()).format(number);

/** Of one there is often another text than of many. */
export const count = (key: string, number: number) =>
    t(number === 1 ? `${key}One` : key, { count: inDigits(number) });
