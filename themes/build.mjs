// Bundles the pages. What it writes is committed, so that building the JAR needs no Node; CI runs it again and compares.
//   content/api-tokens.js         the loader; never changes, because browsers keep it for 30 days
//   content/api-tokens-popstate.js  what comes before the console's router; never changes, likewise
//   content/api-tokens-HASH.js    the account console's page, and content/api-tokens-HASH.css; HASH covers both
//   theme.properties              names the CSS file; the loader takes the JS file from that
//   api-tokens-admin/             the administrators' page, with the names of its files in files.properties
//   META-INF/...LICENSES.txt      what of others is in the pages, and under which licence
//   META-INF/sbom/page.cdx.json   the same for machines, as CycloneDX
import { build } from "esbuild";
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { languageFiles, languages } from "./languages.mjs";

const theme = "src/main/resources/theme/api-tokens/account";
const content = `${theme}/resources/content`;
const admin = "src/main/resources/api-tokens-admin";

// In the account console React is Keycloak's own, by its import map.
const keycloaksReact = ["react", "react/jsx-runtime", "react-dom"];

// Nearly all of PatternFly's CSS is in Keycloak's console; what is not, page.css imports. In the administrators' page it
// is that of the components in use, where the bundler would take that of all there are.
const withoutCss = {
    name: "without-css",
    setup(bundler) {
        bundler.onResolve({ filter: /\.css$/ }, ({ kind }) =>
            kind === "import-statement" ? { path: "none", namespace: "none" } : undefined,
        );
        bundler.onLoad({ filter: /.*/, namespace: "none" }, () => ({ contents: "" }));
    },
};

// PatternFly's fonts weigh more than the page: it takes those that Keycloak has (fonts.ts).
const noFonts = {
    name: "no-fonts",
    setup(bundler) {
        bundler.onLoad({ filter: /\/react-core\/dist\/styles\/base\.css$/ }, async ({ path }) => ({
            contents: (await readFile(path, "utf8")).replace(/@font-face\s*{[^}]*}/g, ""),
            loader: "css",
        }));
    },
};

const packages = new Set();

async function bundle(entry, { external = [], plugins = [] } = {}) {
    const result = await build({
        ...entry,
        bundle: true,
        minify: true,
        write: false,
        outdir: "out",
        metafile: true,
        format: "esm",
        target: "es2022",
        charset: "utf8",
        legalComments: "none",
        define: { "process.env.NODE_ENV": '"production"' },
        external,
        plugins,
    });
    const used = Object.values(result.metafile.outputs)
        .flatMap(({ inputs }) => Object.entries(inputs))
        .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
        .map(([input]) => input);
    for (const input of used) {
        const name = /^node_modules\/((@[^/]+\/)?[^/]+)/.exec(input)?.[1];
        if (name) {
            packages.add(name);
        }
    }
    return { contents: result.outputFiles[0].contents, used };
}

const file = (path) => ({ entryPoints: [path] });

// What PatternFly's tables and tabs have in them for what the page has not.
const neverShown =
    /\/(Badge|Breadcrumb|Divider|Dropdown|InlineEdit|Popover|Table\/table-(tree-view|scrollable))[./]/;

/** PatternFly's base, what the components in use need, and ours, in this order. */
function styleOf(used) {
    const components = used
        .filter((input) => /\/react-styles\/css\/.*\.mjs$/.test(input) && !neverShown.test(input))
        .map((input) => input.replace(/^node_modules\/(.*)\.mjs$/, "$1.css"))
        .sort();
    const imports = [
        "@patternfly/react-core/dist/styles/base.css",
        ...components,
        "./src/main/ts/shared/tokens.css",
        "./src/main/ts/admin/admin.css",
    ];
    return {
        stdin: {
            contents: imports.map((path) => `@import "${path}";`).join("\n"),
            resolveDir: ".",
            loader: "css",
        },
    };
}

const hashOf = (js, css) => createHash("sha256").update(js).update(css).digest("hex").slice(0, 12);

async function emptied(folder) {
    await mkdir(folder, { recursive: true });
    for (const file of await readdir(folder)) {
        await rm(`${folder}/${file}`);
    }
}

const { contents: js } = await bundle(file("src/main/ts/account/page.tsx"), {
    external: keycloaksReact,
    plugins: [withoutCss],
});
const { contents: css } = await bundle(file("src/main/ts/account/page.css"));
const hash = hashOf(js, css);
await emptied(content);
await writeFile(`${content}/api-tokens.js`, await readFile("src/main/ts/account/loader.js"));
await writeFile(`${content}/api-tokens-popstate.js`, await readFile("src/main/ts/account/popstate.js"));
await writeFile(`${content}/api-tokens-${hash}.js`, js);
await writeFile(`${content}/api-tokens-${hash}.css`, css);

const properties = await readFile(`${theme}/theme.properties`, "utf8");
await writeFile(
    `${theme}/theme.properties`,
    properties.replace(/^styles=.*$/m, `styles=content/api-tokens-${hash}.css`),
);

const { contents: adminJs, used } = await bundle(file("src/main/ts/admin/admin.tsx"), {
    plugins: [languages, withoutCss],
});
const { contents: adminCss } = await bundle(styleOf(used), { plugins: [noFonts] });
const adminHash = hashOf(adminJs, adminCss);
await emptied(admin);
await writeFile(`${admin}/admin-${adminHash}.js`, adminJs);
await writeFile(`${admin}/admin-${adminHash}.css`, adminCss);
for (const [, name, contents] of languageFiles) {
    await writeFile(`${admin}/${name}`, contents);
}
await writeFile(
    `${admin}/files.properties`,
    `# Written by the build.\nscript=admin-${adminHash}.js\nstyle=admin-${adminHash}.css\n` +
        `texts=${languageFiles.map(([, name]) => name).join(",")}\n`,
);

async function license(name) {
    const folder = `node_modules/${name}`;
    const { version, license } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
    const file = (await readdir(folder)).find((name) => /^licen[cs]e/i.test(name));
    const text = file ? await readFile(`${folder}/${file}`, "utf8") : "";
    return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}

const licenses = await Promise.all([...packages].sort().map(license));
await writeFile(
    "src/main/resources/META-INF/THIRD-PARTY-LICENSES.txt",
    licenses.join(`\n${"-".repeat(80)}\n\n`),
);

async function component(name) {
    const { version, license } = JSON.parse(await readFile(`node_modules/${name}/package.json`, "utf8"));
    const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
    return {
        type: "library",
        "bom-ref": purl,
        name,
        version,
        licenses: [{ license: { id: license } }],
        purl,
    };
}

// Maven fills in the version, which is not known here.
const themeJar = "pkg:maven/io.mycli.keycloak/keycloak-api-tokens-theme@${project.version}?type=jar";
const components = await Promise.all([...packages].sort().map(component));
const sbom = {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
        component: {
            type: "library",
            "bom-ref": themeJar,
            group: "io.mycli.keycloak",
            name: "keycloak-api-tokens-theme",
            version: "${project.version}",
            licenses: [{ license: { id: "Apache-2.0" } }],
            purl: themeJar,
        },
    },
    components,
    dependencies: [{ ref: themeJar, dependsOn: components.map(({ purl }) => purl) }],
};
await mkdir("src/main/resources/META-INF/sbom", { recursive: true });
await writeFile("src/main/resources/META-INF/sbom/page.cdx.json", `${JSON.stringify(sbom, null, 2)}\n`);

const size = (bytes) => `${bytes.length} bytes, ${gzipSync(bytes, { level: 9 }).length} gzipped`;
console.log(`api-tokens-${hash}.js: ${size(js)}\napi-tokens-${hash}.css: ${size(css)}`);
console.log(`admin-${adminHash}.js: ${size(adminJs)}\nadmin-${adminHash}.css: ${size(adminCss)}`);
languageFiles.forEach(([, name, contents]) => console.log(`${name}: ${size(Buffer.from(contents))}`));
