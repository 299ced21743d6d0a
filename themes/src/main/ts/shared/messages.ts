// The texts of a page, by key.

const messages = new Map<string, string>();

export function addMessages(texts: Iterable<readonly [string, string]>) {
    for (const [key, text] of texts) {
        messages.set(key, text);
    }
}

export const hasText = (key: string) => messages.has(key);

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A name that reads from right to left does not reorder the sentence around it (UAX 9, FSI and PDI). */
const isolated = (value: string | number) =>
    RIGHT_TO_LEFT.test(String(value)) ? `\u2068${value}\u2069` : String(value);

/** With {{names}} replaced, as Keycloak's pages do it. A key that nobody translated is shown as it is. */
export function t(key: string, values: Record<string, string | number> = {}): string {
    return (messages.get(key) ?? key).replace(/{{\s*(\w+)\s*}}/g, (whole, name: string) =>
        isolated(values[name] ?? whole),
    );
}

/** Returns what an administrator wrote: a text, or the text of a ${key}; undefined if the key has none. */
export function label(text: string): string | undefined {
    const key = /^\$\{(.+)}$/.exec(text)?.[1];
    return key === undefined ? text : messages.get(key);
}
