import { useCallback, useState } from "react";
import { type ApiToken, type IssuedApiToken } from "../shared/api-token";
import { Dialog, type Open, withNewest } from "../shared/dialog";
import { t } from "../shared/messages";
import { type Policy } from "../shared/policy";
import { type TokenApi } from "../shared/token-api";
import { Tokens } from "../shared/tokens";
import { type AdminApiToken } from "./api";
import { describe } from "./form-problems";
import { publicUrl, realm, realmPath } from "./page-config";
import { PolicyLimits } from "./policy-limits";
import { Problem } from "./problem";
import { RevokeModal } from "./revoke-modal";

interface Props {
    readonly account: TokenApi;
    readonly tokens: readonly AdminApiToken[];
    readonly policy: Policy;
    /** Called with a newer policy. */
    readonly onPolicy: (policy: Policy) => void;
    readonly onRefresh: () => void;
    readonly onDone: (notice: string) => void;
}

/** The tokens of a service account that this administrator may manage. */
export function ManagedTokens({ account, tokens, policy, onPolicy, onRefresh, onDone }: Props) {
    const [open, setOpen] = useState<Open>();
    const close = useCallback(() => setOpen(undefined), []);

    const done = (notice: string) => {
        close();
        onDone(notice);
    };

    const revocation = ({ id, name }: ApiToken) => {
        const token = tokens.find((one) => one.id === id);
        return (
            token && (
                <RevokeModal
                    token={token}
                    onRevoked={() => done(t("apiTokensRevoked", { name }))}
                    onClose={close}
                />
            )
        );
    };

    const closeSecret = ({ name, rotatedAt }: IssuedApiToken) =>
        done(t(rotatedAt ? "apiTokensRotatedTitle" : "apiTokensCreatedTitle", { name }));

    return (
        <>
            <PolicyLimits policy={policy} />
            <Tokens
                tokens={tokens}
                policy={policy}
                details={{ load: account.details }}
                onCreate={() => setOpen({ what: "create" })}
                onRefresh={onRefresh}
                actions={{
                    onEdit: (token) => setOpen({ what: "edit", token }),
                    onRotate: (token) => setOpen({ what: "rotate", token }),
                    onRevoke: (token) => setOpen({ what: "revoke", token }),
                }}
            />
            {open && (
                <Dialog
                    open={withNewest(open, tokens)}
                    api={account}
                    policy={policy}
                    selfUrl={publicUrl(`${realmPath(realm)}api-tokens/self`)}
                    describe={(error) => describe(error, policy)}
                    problem={(error) => <Problem error={error} policy={policy} />}
                    revocation={revocation}
                    onPolicy={onPolicy}
                    onIssued={(token) => setOpen({ what: "secret", token })}
                    onEdited={({ name }) => done(t("apiTokensEdited", { name }))}
                    onGone={({ name }) => done(t("apiTokensGoneMeanwhile", { names: name }))}
                    onStale={onRefresh}
                    onClose={close}
                    onSecretClosed={() => open.what === "secret" && closeSecret(open.token)}
                />
            )}
        </>
    );
}
