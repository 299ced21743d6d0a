// Opens a page of the built site in Chromium: its scripts run, so that there is a search and an outline.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json" };
const server = createServer((request, response) => {
    const file = join("target", normalize(new URL(request.url, "http://localhost").pathname));
    if (!existsSync(file)) {
        response.writeHead(404).end();
        return;
    }
    response.setHeader("Content-Type", types[extname(file)] ?? "application/octet-stream");
    response.end(readFileSync(file));
});
server.listen(0, "127.0.0.1");
await once(server, "listening");

const browser = ["chromium-headless-shell", "chromium"].find(isInstalled);
if (!browser) {
    throw new Error("There is no Chromium. Debian has the packages chromium-headless-shell and chromium.");
}
const page = await dom(`http://127.0.0.1:${server.address().port}/explanation/architecture.html`);
server.close();

const index = readdirSync("target/assets/chunks").find((name) => name.startsWith("@localSearchIndex"));
const missing = Object.entries({
    "an outline": page.includes("outline-link"),
    "a diagram": page.includes("<svg id=\"mermaid"),
    "an index of the search": index && readFileSync(join("target/assets/chunks", index), "utf8").includes("inactivity"),
})
    .filter(([, found]) => !found)
    .map(([what]) => what);
if (missing.length > 0) {
    throw new Error(`The site lacks ${missing.join(", ")}.`);
}
console.log("The site has its outline, diagrams and search.");

function isInstalled(name) {
    try {
        execFileSync("which", [name]);
        return true;
    } catch {
        return false;
    }
}

async function dom(url) {
    const options = ["--headless", "--no-sandbox", "--window-size=1400,900", "--virtual-time-budget=20000", "--dump-dom", url];
    const process = spawn(browser, options, { stdio: ["ignore", "pipe", "ignore"] });
    let text = "";
    process.stdout.on("data", (part) => (text += part));
    await once(process, "close");
    return text;
}
