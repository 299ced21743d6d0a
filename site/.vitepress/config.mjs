// The site is made of docs/ as it is. Its sidebar is the index by reader, docs/README.md. A dead link fails the build.
import { readFileSync } from "node:fs";
import { posix, relative, resolve } from "node:path";
import { withMermaid } from "vitepress-plugin-mermaid";

const root = resolve(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "../..");
const docs = resolve(root, "docs");
// Of the parent POM, as in what Maven publishes.
const repository = /<url>(https:\/\/[^<]+)<\/url>\s*<licenses>/.exec(readFileSync(resolve(root, "pom.xml"), "utf8"))[1];

function sidebar() {
    const groups = [];
    for (const line of readFileSync(resolve(docs, "README.md"), "utf8").split("\n")) {
        const heading = /^## (.+)$/.exec(line);
        const row = /^\| \[[^\]]+\]\(([^)]+)\) \| (.+) \|$/.exec(line);
        if (heading) {
            groups.push({ text: heading[1], collapsed: groups.length > 0, items: [] });
        } else if (row && !row[1].startsWith("../")) {
            groups.at(-1).items.push(item(row[1]));
        }
    }
    return groups.filter((group) => group.items.length > 0);
}

function item(page) {
    if (!page.endsWith(".md")) {
        return { text: "Decisions", link: `${repository}/tree/main/docs/${page}` };
    }
    return { text: title(page), link: `/${page.replace(/\.md$/, "")}` };
}

function title(page) {
    return /^# (.+)$/m.exec(readFileSync(resolve(docs, page), "utf8"))[1].replaceAll("`", "");
}

/**
 * Lets links that leave docs/, and those to files that are no pages, lead to the repository. A link that shows the name
 * of a file shows the title of the page instead.
 */
function links(markdown) {
    markdown.core.ruler.push("links-of-the-site", ({ tokens, env }) => {
        const folder = posix.dirname(env.relativePath === "index.md" ? "README.md" : env.relativePath);
        for (const { children } of tokens.filter((block) => block.children)) {
            children.forEach((token, i) => {
                const href = token.type === "link_open" ? token.attrGet("href") : null;
                if (!href || /^[a-z]+:|^#/.test(href)) {
                    return;
                }
                const target = resolve(docs, folder, href.split("#")[0]);
                if (!target.startsWith(`${docs}/`) || !target.endsWith(".md")) {
                    token.attrSet("href", `${repository}/blob/main/${relative(root, target)}`);
                } else if (children[i + 1].content === posix.basename(target)) {
                    children[i + 1].content = title(target);
                }
            });
        }
    });
}

/** The anchor that GitHub gives to a heading, so that one link leads there on both. */
const anchor = (heading) =>
    heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}_\- ]/gu, "")
        .replaceAll(" ", "-");

/** The pages are outside of this folder, from where Vue is to be found. */
const vueOfThisFolder = {
    name: "vue-of-this-folder",
    enforce: "pre",
    resolveId(id, importer, options) {
        return /^vue($|\/)/.test(id) && importer?.startsWith(`${docs}/`)
            ? this.resolve(id, resolve(root, "site/package.json"), { ...options, skipSelf: true })
            : null;
    },
};

export default withMermaid({
    title: "Keycloak API Tokens",
    description: "Long-lived personal API tokens for Keycloak",
    lang: "en",
    srcDir: "../docs",
    outDir: "target",
    cacheDir: "target-cache",
    cleanUrls: false,
    rewrites: { "README.md": "index.md" },
    markdown: { anchor: { slugify: anchor }, config: links },
    vite: { plugins: [vueOfThisFolder] },
    themeConfig: {
        search: { provider: "local" },
        sidebar: sidebar(),
        outline: "deep",
        socialLinks: [{ icon: "github", link: repository }],
    },
});
