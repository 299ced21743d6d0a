/** Written by languages.mjs. */
declare module "languages" {
    /** The texts in English by key. */
    export const english: Readonly<Record<string, string>>;
    /** The files of the other languages, by the language's tag. */
    export const files: Readonly<Record<string, string>>;
}
