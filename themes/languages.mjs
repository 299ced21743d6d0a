// The texts of the pages by language, as one module: `import languages from "languages"`. Each language is a file of the
// account theme and one of the administrators' page; where both have a text, it is the latter's.
import { readFile, readdir } from "node:fs/promises";

const folders = ["src/main/resources/theme/api-tokens/account/messages", "src/main/ts/admin"];

/** Reads the texts of one file: one a line, and no escapes. */
async function read(path) {
    const lines = (await readFile(path, "utf8")).split("\n").filter((line) => line && !line.startsWith("#"));
    return lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]);
}

/** Reads all languages that have a file, by their tag: `de`, or `pt-BR` of `messages_pt_BR.properties`. */
async function all() {
    const languages = {};
    for (const folder of folders) {
        for (const file of (await readdir(folder)).sort()) {
            const name = /^messages_(\w+)\.properties$/.exec(file)?.[1];
            if (name) {
                const texts = await read(`${folder}/${file}`);
                Object.assign((languages[name.replaceAll("_", "-")] ??= {}), Object.fromEntries(texts));
            }
        }
    }
    return languages;
}

/** A plugin of esbuild. */
export const languages = {
    name: "languages",
    setup(bundler) {
        bundler.onResolve({ filter: /^languages$/ }, ({ path }) => ({ path, namespace: "languages" }));
        bundler.onLoad({ filter: /.*/, namespace: "languages" }, async () => ({
            contents: JSON.stringify(await all()),
            loader: "json",
        }));
    },
};
