// What the person was about to do when they had to log in first. It holds no secret, and is read once.
import { type Draft } from "../shared/draft";
import { environment } from "./environment";

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
