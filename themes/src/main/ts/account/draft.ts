import { type ApiTokenEdit } from "../shared/api-token";
import { type CreationForm } from "../shared/creation-form";
import { environment } from "./environment";

// What the person was about to do when they had to log in first. It holds no secret, and is read once.

export type Draft =
    | { readonly action: "create"; readonly form: CreationForm }
    | { readonly action: "edit"; readonly id: string; readonly form: ApiTokenEdit }
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
