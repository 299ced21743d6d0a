import { Button, Modal } from "@patternfly/react-core";
import { useState } from "react";
import { ApiError, type ApiToken, revokeToken } from "./api";
import { t } from "./messages";
import { Problem } from "./problem";

interface Props {
    readonly token: ApiToken;
    readonly onRevoked: () => void;
    readonly onClose: () => void;
}

export function RevokeModal({ token, onRevoked, onClose }: Props) {
    const [error, setError] = useState<unknown>();
    const [busy, setBusy] = useState(false);

    const revoke = async () => {
        setBusy(true);
        setError(undefined);
        try {
            await revokeToken(token.id);
            onRevoked();
        } catch (refusal) {
            // Gone already, by another tab: what was wanted.
            if (refusal instanceof ApiError && refusal.code === "TOKEN_NOT_FOUND") {
                onRevoked();
                return;
            }
            setError(refusal);
            setBusy(false);
        }
    };

    return (
        <Modal
            variant="small"
            isOpen
            titleIconVariant="warning"
            title={t("apiTokensRevokeTitle", { name: token.name })}
            onClose={onClose}
            actions={[
                <Button
                    key="revoke"
                    variant="danger"
                    isLoading={busy}
                    isDisabled={busy}
                    onClick={() => void revoke()}
                >
                    {t("apiTokensRevoke")}
                </Button>,
                <Button key="cancel" variant="link" onClick={onClose}>
                    {t("cancel")}
                </Button>,
            ]}
        >
            {error !== undefined && <Problem error={error} />}
            {t("apiTokensRevokeQuestion", { name: token.name, prefix: token.prefix })}
        </Modal>
    );
}
