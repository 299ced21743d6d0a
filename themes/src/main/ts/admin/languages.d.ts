/** The texts by key, by the language's tag; written by languages.mjs. */
declare module "languages" {
    const languages: Readonly<Record<string, Readonly<Record<string, string>>>>;
    export default languages;
}
