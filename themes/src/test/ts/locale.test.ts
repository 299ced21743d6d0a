import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { locale, setLocale, setTextLanguage, textLanguage } from "../../main/ts/shared/locale";

describe("language of the texts", () => {
    it("dates are those of the region", () => {
        setLocale("de-AT");
        setTextLanguage("de");

        assert.equal(locale(), "de-AT");
        assert.deepEqual(textLanguage(), { lang: "de", dir: "ltr" });
    });

    it("dates are in the language of the texts, where nobody translated them", () => {
        setLocale("ar");
        setTextLanguage("en");

        assert.equal(locale(), "en");
        assert.deepEqual(textLanguage(), { lang: "en", dir: "ltr" });
    });

    it("a tag in another form, or none, does not end the page", () => {
        const languageOf = (tag: string) => {
            setLocale("fr");
            setTextLanguage(tag);
            new Intl.DateTimeFormat(locale());
            return textLanguage().lang;
        };

        assert.equal(languageOf("pt_BR"), "pt-BR");
        assert.equal(languageOf("nl "), "nl");
        assert.equal(languageOf(""), "en");
        assert.equal(languageOf("apiTokensLanguage"), "en");
        assert.equal(languageOf("Deutsch (DE)"), "en");
        setLocale("en-US@posix");
        assert.equal(locale(), "en");
    });

    it("a translation of others may run from right to left", () => {
        setLocale("ar-EG");
        setTextLanguage("ar");

        assert.equal(locale(), "ar-EG");
        assert.deepEqual(textLanguage(), { lang: "ar", dir: "rtl" });
    });
});
