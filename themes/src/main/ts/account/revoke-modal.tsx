import { type ApiToken } from "../shared/api-token";
import { ConfirmModal } from "../shared/confirm-modal";
import { t } from "../shared/messages";
import { isCode } from "../shared/rest";
import { Problem } from "./problem";
import { api } from "./session";

interface Props {
    readonly token: ApiToken;
    readonly onRevoked: () => void;
    /** Called if somebody else was faster. */
    readonly onGone: () => void;
    readonly onClose: () => void;
}

export function RevokeModal({ token, onRevoked, onGone, onClose }: Props) {
    const revoke = async () => {
        try {
            await api.revoke(token.id);
        } catch (failure) {
            if (!isCode(failure, "TOKEN_NOT_FOUND")) {
                throw failure;
            }
            onGone();
            return;
        }
        onRevoked();
    };

    return (
        <ConfirmModal
            title={t("apiTokensRevokeTitle", { name: token.name })}
            action={t("apiTokensRevokeConfirm")}
            onConfirm={revoke}
            onClose={onClose}
            problem={(error) => <Problem error={error} />}
        >
            {t("apiTokensRevokeQuestion", { name: token.name, prefix: token.prefix })}
        </ConfirmModal>
    );
}
