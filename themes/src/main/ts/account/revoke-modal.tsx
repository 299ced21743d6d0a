import { type ApiToken } from "../shared/api-token";
import { ConfirmModal } from "../shared/confirm-modal";
import { t } from "../shared/messages";
import { ApiError } from "../shared/rest";
import { Problem } from "./problem";
import { api } from "./session";

interface Props {
    readonly token: ApiToken;
    readonly onRevoked: () => void;
    readonly onClose: () => void;
}

export function RevokeModal({ token, onRevoked, onClose }: Props) {
    const revoke = async () => {
        try {
            await api.revoke(token.id);
        } catch (failure) {
            // Gone already, by another tab: what was wanted.
            if (!(failure instanceof ApiError && failure.code === "TOKEN_NOT_FOUND")) {
                throw failure;
            }
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
