// Runs the unit tests of src/test/ts: esbuild bundles each with what it tests, and Node's own runner runs the bundles.
import { spawnSync } from "node:child_process";
import { readdir, rm } from "node:fs/promises";
import { build } from "esbuild";
import { languages } from "./languages.mjs";

const sources = "src/test/ts";
const out = "target/ts-tests";

await rm(out, { recursive: true, force: true });
const tests = (await readdir(sources)).filter((file) => file.endsWith(".test.ts"));
await build({
    entryPoints: tests.map((file) => `${sources}/${file}`),
    bundle: true,
    outdir: out,
    outExtension: { ".js": ".mjs" },
    platform: "node",
    format: "esm",
    target: "es2022",
    sourcemap: "inline",
    plugins: [languages],
});
const bundles = tests.map((file) => `${out}/${file.replace(/\.ts$/, ".mjs")}`);
const { status } = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...bundles], {
    stdio: "inherit",
    env: { ...process.env, TZ: "Europe/Berlin" },
});
process.exit(status ?? 1);
