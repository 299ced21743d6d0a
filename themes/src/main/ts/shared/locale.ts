/** The locale of dates, numbers and texts: the browser's, unless the page sets another. */
let current: string = globalThis.navigator?.language ?? "en";

export const locale = () => current;

export function setLocale(locale: string) {
    current = locale;
}
