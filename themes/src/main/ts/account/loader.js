// Browsers keep this file for 30 days, so it never changes. The page that it loads has the hash of its content in its
// name; the name is in a link of the console's HTML, which no browser keeps.
const link = document.querySelector('link[rel="stylesheet"][href*="/content/api-tokens-"]');
if (!link) {
    throw new Error("api-tokens: theme.properties must have the styles= of the theme api-tokens");
}
const page = await import(new URL(link.href.replace(/\.css(\?.*)?$/, ".js")).href);
export default page.default;
