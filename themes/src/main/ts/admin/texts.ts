// The texts of this page, and those of the account console's that it shares. English stands in for what is missing.
import { english, files } from "languages";
import { inDigits, setTextLanguage, textLanguage } from "../shared/locale";
import { addMessages, t } from "../shared/messages";

const ENGLISH = "en";

/**
 * The tag of the language that is nearest to what a person reads, most wanted first: the wanted one, that without the
 * region, or that of another region; English if there is none.
 */
export function languageOf(wanted: readonly string[], tags: readonly string[]): string {
    const languageIn = (tag: string) => tag.split("-", 1)[0]?.toLowerCase();
    for (const tag of wanted) {
        const found =
            tags.find((other) => other.toLowerCase() === tag.toLowerCase()) ??
            tags.find((other) => other.toLowerCase() === languageIn(tag)) ??
            tags.find((other) => languageIn(other) === languageIn(tag));
        if (found !== undefined) {
            return found;
        }
    }
    return ENGLISH;
}

/** Loads the texts of a language, beside this script; none if that fails. */
async function load(file: string): Promise<Readonly<Record<string, string>> | undefined> {
    try {
        const texts = (await import(new URL(file, import.meta.url).href)) as {
            default: Readonly<Record<string, string>>;
        };
        return texts.default;
    } catch {
        return undefined;
    }
}

/** Chooses the texts of the most wanted language. Where they cannot be loaded, the page is English. */
export async function chooseTexts(wanted: readonly string[]) {
    const language = languageOf(wanted, [ENGLISH, ...Object.keys(files)]);
    const file = files[language];
    const texts = file === undefined ? undefined : await load(file);
    addMessages(Object.entries(english));
    addMessages(Object.entries(texts ?? {}));
    setTextLanguage(texts ? language : ENGLISH);
    const { lang, dir } = textLanguage();
    Object.assign(document.documentElement, { lang, dir });
}

/** Of one there is often another text than of many. */
export const count = (key: string, number: number) =>
    t(number === 1 ? `${key}One` : key, { count: inDigits(number) });
