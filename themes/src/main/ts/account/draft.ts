import { environment } from "./environment";

// What the person was about to do when they had to log in first. It holds no secret, and is read once.

export interface CreationForm {
    readonly name: string;
    /** A lifetime, NEVER or CUSTOM. */
    readonly expiry: string;
    /** With CUSTOM: as of a date field. */
    readonly customDate: string;
    readonly profile: string;
    readonly scopes: readonly string[];
}

export type Draft =
    | { readonly action: "create"; readonly form: CreationForm }
    | { readonly action: "rotate"; readonly id: string; readonly overlap: string };

/** Realms of one server share the storage. */
const KEY = `api-tokens.draft.${environment.realm}`;

export function saveDraft(draft: Draft) {
    sessionStorage.setItem(KEY, JSON.stringify(draft));
}

export function takeDraft(): Draft | undefined {
    const text = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    try {
        return text ? (JSON.parse(text) as Draft) : undefined;
    } catch {
        return undefined;
    }
}
