import { type ApiToken, type IssuedApiToken } from "../shared/api-token";
import { CreateModal } from "../shared/create-modal";
import { EditModal } from "../shared/edit-modal";
import { type Policy } from "../shared/policy";
import { RotateModal } from "../shared/rotate-modal";
import { SecretModal } from "../shared/secret-modal";
import { type Draft } from "./draft";
import { describe, Problem } from "./problem";
import { RevokeModal } from "./revoke-modal";
import { api } from "./session";

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
    const problem = (error: unknown, kept: Draft) => (
        <Problem error={error} policy={policy} draft={() => kept} />
    );
    switch (open.what) {
        case "create":
            return (
                <CreateModal
                    policy={policy}
                    draft={draft?.action === "create" ? draft.form : undefined}
                    create={api.create}
                    readPolicy={api.policy}
                    describe={(error) => describe(error, policy)}
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
                    draft={draft?.action === "edit" ? draft.form : undefined}
                    edit={(changes) => api.edit(open.token.id, changes)}
                    describe={(error) => describe(error, policy)}
                    problem={(error, form) => problem(error, { action: "edit", id: open.token.id, form })}
                    onEdited={onEdited}
                    onClose={onClose}
                />
            );
        case "rotate":
            return (
                <RotateModal
                    token={open.token}
                    draft={draft?.action === "rotate" ? draft.overlap : undefined}
                    rotate={(overlap) => api.rotate(open.token.id, overlap)}
                    problem={(error, overlap) =>
                        problem(error, { action: "rotate", id: open.token.id, overlap })
                    }
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
