import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { addMessages, hasText, label, t } from "../../main/ts/shared/messages";

addMessages([
    ["greeting", "Hello {{name}}, {{ count }} new, {{name}}"],
    ["overridden", "theme"],
]);

describe("messages", () => {
    it("values replace their names, each time", () => {
        assert.equal(t("greeting", { name: "Alice", count: 0 }), "Hello Alice, 0 new, Alice");
    });

    it("names without a value stay", () => {
        assert.equal(t("greeting", { count: 2 }), "Hello {{name}}, 2 new, {{name}}");
    });

    it("values are not searched for names", () => {
        assert.equal(t("greeting", { name: "{{count}}", count: 1 }), "Hello {{count}}, 1 new, {{count}}");
    });

    it("values that read from right to left are isolated", () => {
        assert.equal(
            t("greeting", { name: "\u05e4\u05e8\u05d9\u05e1\u05d4 1", count: 1 }),
            "Hello \u2068\u05e4\u05e8\u05d9\u05e1\u05d4 1\u2069, 1 new, \u2068\u05e4\u05e8\u05d9\u05e1\u05d4 1\u2069",
        );
        assert.equal(t("greeting", { name: "J\u00f6rg \u{1f680}", count: 1 }).includes("\u2068"), false);
    });

    it("a key without text is shown as it is", () => {
        assert.equal(hasText("unknown"), false);
        assert.equal(t("unknown"), "unknown");
    });

    it("later texts override earlier ones", () => {
        addMessages([["overridden", "realm"]]);

        assert.equal(t("overridden"), "realm");
    });

    it("labels are texts, or keys in braces", () => {
        assert.equal(label("My scope"), "My scope");
        assert.equal(label("${overridden}"), t("overridden"));
        assert.equal(label("a ${overridden}"), "a ${overridden}");
        assert.equal(label("${unknown}"), undefined);
    });
});
