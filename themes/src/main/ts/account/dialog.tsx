import { type ApiToken, type IssuedApiToken } from "../shared/api-token";
import { type Policy } from "../shared/policy";
import { SecretModal } from "../shared/secret-modal";
import { CreateModal } from "./create-modal";
import { type Draft } from "./draft";
import { EditModal } from "./edit-modal";
import { RevokeModal } from "./revoke-modal";
import { RotateModal } from "./rotate-modal";

/** The dialog that is open. */
export type Open =
    | { readonly what: "create" }
    | { readonly what: "edit" | "rotate" | "revoke"; readonly token: ApiToken }
    | { readonly what: "secret"; readonly token: IssuedApiToken };

interface Props {
    readonly open: Open;
    readonly policy: Policy;
    readonly draft?: Draft;
    /** Called with a newer policy. */
    readonly onPolicy: (policy: Policy) => void;
    readonly onIssued: (token: IssuedApiToken) => void;
    readonly onEdited: (token: ApiToken) => void;
    readonly onRevoked: (token: ApiToken) => void;
    readonly onClose: () => void;
    readonly onSecretClosed: () => void;
}

export function Dialog({
    open,
    policy,
    draft,
    onPolicy,
    onIssued,
    onEdited,
    onRevoked,
    onClose,
    onSecretClosed,
}: Props) {
    switch (open.what) {
        case "create":
            return (
                <CreateModal
                    policy={policy}
                    draft={draft?.action === "create" ? draft.form : undefined}
                    onPolicy={onPolicy}
                    onCreated={onIssued}
                    onClose={onClose}
                />
            );
        case "edit":
            return (
                <EditModal
                    token={open.token}
                    policy={policy}
                    draft={draft?.action === "edit" ? draft.form : undefined}
                    onEdited={onEdited}
                    onClose={onClose}
                />
            );
        case "rotate":
            return (
                <RotateModal
                    token={open.token}
                    policy={policy}
                    draft={draft?.action === "rotate" ? draft.overlap : undefined}
                    onRotated={onIssued}
                    onClose={onClose}
                />
            );
        case "revoke":
            return (
                <RevokeModal token={open.token} onRevoked={() => onRevoked(open.token)} onClose={onClose} />
            );
        case "secret":
            return <SecretModal token={open.token} onClose={onSecretClosed} />;
    }
}
