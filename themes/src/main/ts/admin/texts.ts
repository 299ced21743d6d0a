// The texts of this page, and those of the account console's that it shares. English stands in for what is missing.
import sharedGerman from "../../resources/theme/api-tokens/account/messages/messages_de.properties";
import shared from "../../resources/theme/api-tokens/account/messages/messages_en.properties";
import { locale } from "../shared/locale";
import { addMessages, t } from "../shared/messages";
import german from "./messages_de.properties";
import english from "./messages_en.properties";

export function chooseTexts() {
    const isGerman = /^de\b/i.test(locale());
    addMessages(shared);
    addMessages(english);
    if (isGerman) {
        addMessages(sharedGerman);
        addMessages(german);
    }
    document.documentElement.lang = isGerman ? "de" : "en";
}

/** A number as people write it there. */
export const inDigits = (number: number) => new Intl.NumberFormat(locale()).format(number);

/** Of one there is often another text than of many. */
export const count = (key: string, number: number) =>
    t(number === 1 ? `${key}One` : key, { count: inDigits(number) });
