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
