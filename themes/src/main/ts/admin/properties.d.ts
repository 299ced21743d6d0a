/** The build reads them; docs in build.mjs. */
declare module "*.properties" {
    const entries: [key: string, text: string][];
    export default entries;
}
