// Bundles the page. What it writes is committed, so that building the JAR needs no Node; CI runs it again and compares.
//   content/api-tokens.js         the loader; never changes, because browsers keep it for 30 days
//   content/api-tokens-HASH.js    the page, and content/api-tokens-HASH.css; HASH covers both
//   theme.properties              names the CSS file; the loader takes the JS file from that
//   META-INF/...LICENSES.txt      what of others is in the page, and under which licence
//   META-INF/sbom/page.cdx.json   the same for machines, as CycloneDX
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";

const theme = "src/main/resources/theme/api-tokens/account";
const content = `${theme}/resources/content`;

// React is Keycloak's own, by its import map.
const external = ["react", "react/jsx-runtime", "react-dom"];

// Nearly all of PatternFly's CSS is in Keycloak's console; what is not, page.css imports.
const keycloakHasTheCss = {
    name: "keycloak-has-the-css",
    setup(bundler) {
        bundler.onResolve({ filter: /\.css$/ }, ({ kind }) =>
            kind === "import-statement" ? { path: "none", namespace: "none" } : undefined,
        );
        bundler.onLoad({ filter: /.*/, namespace: "none" }, () => ({ contents: "" }));
    },
};

const packages = new Set();

async function bundle(entry, plugins = []) {
    const result = await build({
        entryPoints: [entry],
        bundle: true,
        minify: true,
        write: false,
        metafile: true,
        format: "esm",
        target: "es2022",
        charset: "utf8",
        legalComments: "none",
        define: { "process.env.NODE_ENV": '"production"' },
        external,
        plugins,
    });
    for (const [input, { bytesInOutput }] of Object.values(result.metafile.outputs).flatMap(({ inputs }) =>
        Object.entries(inputs),
    )) {
        const name = /^node_modules\/((@[^/]+\/)?[^/]+)/.exec(input)?.[1];
        if (name && bytesInOutput > 0) {
            packages.add(name);
        }
    }
    return result.outputFiles[0].contents;
}

const js = await bundle("src/main/ts/page.tsx", [keycloakHasTheCss]);
const css = await bundle("src/main/ts/page.css");
const hash = createHash("sha256").update(js).update(css).digest("hex").slice(0, 12);

await mkdir(content, { recursive: true });
for (const file of await readdir(content)) {
    await rm(`${content}/${file}`);
}
await writeFile(`${content}/api-tokens.js`, await readFile("src/main/ts/loader.js"));
await writeFile(`${content}/api-tokens-${hash}.js`, js);
await writeFile(`${content}/api-tokens-${hash}.css`, css);

const properties = await readFile(`${theme}/theme.properties`, "utf8");
await writeFile(
    `${theme}/theme.properties`,
    properties.replace(/^styles=.*$/m, `styles=content/api-tokens-${hash}.css`),
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
