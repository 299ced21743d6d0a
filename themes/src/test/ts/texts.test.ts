import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { english, files } from "languages";
import { count, languageOf } from "../../main/ts/admin/texts";
import { setLocale } from "../../main/ts/shared/locale";
import { addMessages } from "../../main/ts/shared/messages";

describe("languages of the administrators' page", () => {
    it("the nearest one is chosen", () => {
        const tags = ["de", "en", "pt-BR"];

        const nearest = (...wanted: string[]) => languageOf(wanted, tags);

        assert.equal(nearest("de"), "de");
        assert.equal(nearest("de-AT"), "de");
        assert.equal(nearest("DE-at"), "de");
        assert.equal(nearest("pt-br"), "pt-BR");
        assert.equal(nearest("pt"), "pt-BR");
        assert.equal(nearest("pt-PT"), "pt-BR");
        assert.equal(nearest("den"), "en");
        assert.equal(nearest("nl", "de"), "de");
        assert.equal(nearest("en-GB", "de"), "en");
        assert.equal(nearest(""), "en");
        assert.equal(nearest(), "en");
    });

    it("each has the texts of both pages", () => {
        assert.ok(english.adminTitle && english.apiTokensRevoke);
        assert.match(files.de ?? "", /^de-[0-9a-f]{12}\.js$/);
        assert.equal(files.en, undefined);
    });

    it("texts of the administrators' page come first", () => {
        assert.match(english.apiTokensSignedOut ?? "", /admin console/);
    });

    it("one has another text than many", () => {
        addMessages([
            ["tokens", "{{count}} tokens"],
            ["tokensOne", "1 token"],
        ]);
        setLocale("de");

        assert.equal(count("tokens", 1), "1 token");
        assert.equal(count("tokens", 0), "0 tokens");
        assert.equal(count("tokens", 12345), "12.345 tokens");
    });
});
