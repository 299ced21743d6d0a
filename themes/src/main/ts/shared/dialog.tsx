import { type ReactNode } from "react";
import { type ApiToken, type IssuedApiToken } from "./api-token";
import { CreateModal } from "./create-modal";
import { type Draft } from "./draft";
import { EditModal } from "./edit-modal";
import { type Policy } from "./policy";
import { isCode } from "./rest";
import { RotateModal } from "./rotate-modal";
import { SecretModal } from "./secret-modal";
import { type TokenApi } from "./token-api";

/** The dialog that is open. */
export type Open =
    | { readonly what: "create" }
    | { readonly what: "edit" | "rotate" | "revoke"; readonly token: ApiToken }
    | { readonly what: "secret"; readonly token: IssuedApiToken };

/** Returns the same dialog with the newest state of its token. */
export function withNewest(open: Open, tokens: readonly ApiToken[]): Open {
    if (open.what === "create" || open.what === "secret") {
        return open;
    }
    return { ...open, token: tokens.find(({ id }) => id === open.token.id) ?? open.token };
}

interface Props {
    readonly open: Open;
    readonly api: TokenApi;
    readonly policy: Policy;
    /** The address that says what the token is whose secret is sent there. */
    readonly selfUrl: URL;
    readonly draft?: Draft;
    /** Called with what was entered, at each change. */
    readonly onDraft?: (draft: Draft) => void;
    /** Returns the text of an error. */
    readonly describe: (error: unknown) => string;
    /** Shows an error that is no field's, with what was entered. */
    readonly problem: (error: unknown, entered: Draft) => ReactNode;
    /** Shows the dialog that revokes a token. */
    readonly revocation: (token: ApiToken) => ReactNode;
    /** Called with a newer policy. */
    readonly onPolicy: (policy: Policy) => void;
    readonly onIssued: (token: IssuedApiToken) => void;
    readonly onEdited: (token: ApiToken) => void;
    /** Called if somebody else has revoked the token of the dialog. */
    readonly onGone: (token: ApiToken) => void;
    /** Called if somebody else has rotated the token of the dialog, or it has expired. */
    readonly onStale: () => void;
    readonly onClose: () => void;
    readonly onSecretClosed: () => void;
}

export function Dialog({
    open,
    api,
    policy,
    selfUrl,
    draft,
    onDraft,
    describe,
    problem,
    revocation,
    onPolicy,
    onIssued,
    onEdited,
    onGone,
    onStale,
    onClose,
    onSecretClosed,
}: Props) {
    const watched =
        <Argument, Result>(token: ApiToken, call: (id: string, argument: Argument) => Promise<Result>) =>
        (argument: Argument) =>
            call(token.id, argument).catch((failure: unknown) => {
                if (isCode(failure, "TOKEN_NOT_FOUND")) {
                    onGone(token);
                } else if (isCode(failure, "ROTATION_CONFLICT")) {
                    onStale();
                }
                throw failure;
            });

    switch (open.what) {
        case "create":
            return (
                <CreateModal
                    policy={policy}
                    draft={draft?.action === "create" ? draft.form : undefined}
                    onDraft={(form) => onDraft?.({ action: "create", form })}
                    create={api.create}
                    readPolicy={api.policy}
                    describe={describe}
                    problem={(error, form) => problem(error, { action: "create", form })}
                    onPolicy={onPolicy}
                    onCreated={onIssued}
                    onClose={onClose}
                />
            );
        case "edit":
            return (
                <EditModal
                    token={open.token}
                    draft={draft?.action === "edit" && draft.id === open.token.id ? draft.form : undefined}
                    onDraft={(form) => onDraft?.({ action: "edit", id: open.token.id, form })}
                    edit={watched(open.token, api.edit)}
                    describe={describe}
                    problem={(error, form) => problem(error, { action: "edit", id: open.token.id, form })}
                    onEdited={onEdited}
                    onClose={onClose}
                />
            );
        case "rotate":
            return (
                <RotateModal
                    token={open.token}
                    policy={policy}
                    draft={
                        draft?.action === "rotate" && draft.id === open.token.id ? draft.overlap : undefined
                    }
                    onDraft={(overlap) => onDraft?.({ action: "rotate", id: open.token.id, overlap })}
                    rotate={watched(open.token, api.rotate)}
                    problem={(error, overlap) =>
                        problem(error, { action: "rotate", id: open.token.id, overlap })
                    }
                    onRotated={onIssued}
                    onClose={onClose}
                />
            );
        case "revoke":
            return revocation(open.token);
        case "secret":
            return <SecretModal token={open.token} selfUrl={selfUrl} onClose={onSecretClosed} />;
    }
}
