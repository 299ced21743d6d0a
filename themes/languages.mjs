// The texts of the administrators' page: `import { english, files } from "languages"`. A browser loads English with the
// page, and the file of another language when a person wants it. Each language is a file of the account theme and one of
// this page; where both have a text, it is the latter's.
import { createHash } from "node:crypto";
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

const texts = await all();

const contentsOf = (tag) => `export default ${JSON.stringify(texts[tag])};\n`;

/** The files of the languages other than English, as [tag, name, contents]; a name has the hash of the contents. */
export const languageFiles = Object.keys(texts)
    .filter((tag) => tag !== "en")
    .map((tag) => {
        const hash = createHash("sha256").update(contentsOf(tag)).digest("hex").slice(0, 12);
        return [tag, `${tag}-${hash}.js`, contentsOf(tag)];
    });

/** A plugin of esbuild. */
export const languages = {
    name: "languages",
    setup(bundler) {
        bundler.onResolve({ filter: /^languages$/ }, ({ path }) => ({ path, namespace: "languages" }));
        bundler.onLoad({ filter: /.*/, namespace: "languages" }, () => ({
            contents: JSON.stringify({
                english: texts.en,
                files: Object.fromEntries(languageFiles.map(([tag, name]) => [tag, name])),
            }),
            loader: "json",
        }));
    },
};
