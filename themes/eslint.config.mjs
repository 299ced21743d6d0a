import js from "@eslint/js";
import hooks from "eslint-plugin-react-hooks";
import { defineConfig } from "eslint/config";
import ts from "typescript-eslint";

export default defineConfig(
    { ignores: ["target", "src/main/resources"] },
    { linterOptions: { reportUnusedDisableDirectives: "error" } },
    js.configs.recommended,
    { files: ["*.mjs"], languageOptions: { globals: { console: "readonly", process: "readonly" } } },
    { files: ["**/loader.js"], languageOptions: { globals: { document: "readonly", URL: "readonly" } } },
    {
        files: ["**/popstate.js"],
        languageOptions: {
            globals: { addEventListener: "readonly", dispatchEvent: "readonly", Event: "readonly" },
        },
    },
    {
        files: ["**/*.{ts,tsx}"],
        extends: [ts.configs.recommendedTypeChecked, ts.configs.stylisticTypeChecked],
        languageOptions: { parserOptions: { projectService: true } },
        rules: { "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }] },
    },
    {
        files: ["src/test/ts/**"],
        rules: {
            "@typescript-eslint/no-floating-promises": [
                "error",
                {
                    allowForKnownSafeCalls: [
                        { from: "package", name: ["describe", "it"], package: "node:test" },
                    ],
                },
            ],
        },
    },
    {
        files: ["src/main/ts/**"],
        extends: [hooks.configs.flat.recommended],
        // The pages load their data in effects.
        rules: { "react-hooks/set-state-in-effect": "off" },
    },
);
