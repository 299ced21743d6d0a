// What a user enters in a dialog, kept in the browser until it is done or cancelled. It holds no secret.
import { type Draft } from "../shared/draft";

const MAX_AGE = 24 * 3_600_000;

/** More of a secret than its prefix, whatever its tag. */
const SECRET = /_[0-9a-f]{16,}/gi;

interface KeptDraft {
    readonly user: string;
    readonly keptAt: number;
    readonly draft: Draft;
}

type DraftStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** The draft of one realm. All tabs share it, because a login can end in another one. */
export class Drafts {
    constructor(
        private readonly storage: DraftStorage,
        private readonly key: string,
    ) {}

    /** Keeps a draft instead of the one before. Does nothing if the user is unknown or the storage is full. */
    keep(user: string | undefined, draft: Draft) {
        if (!user) {
            return;
        }
        const kept: KeptDraft = { user, keptAt: Date.now(), draft };
        try {
            this.storage.setItem(this.key, JSON.stringify(kept).replace(SECRET, ""));
        } catch {
            this.drop();
        }
    }

    /** Returns the user's draft; undefined if there is none of today. Drops that of another user. */
    find(user: string | undefined): Draft | undefined {
        const kept = this.read();
        if (kept?.user === user && Date.now() - (kept?.keptAt ?? 0) < MAX_AGE) {
            return kept?.draft;
        }
        this.drop();
        return undefined;
    }

    drop() {
        this.storage.removeItem(this.key);
    }

    private read(): KeptDraft | undefined {
        try {
            return (JSON.parse(this.storage.getItem(this.key) ?? "null") as KeptDraft | null) ?? undefined;
        } catch {
            return undefined;
        }
    }
}
