import { Checkbox } from "@patternfly/react-core";
import { useState } from "react";
import { ConfirmModal } from "../shared/confirm-modal";
import { t } from "../shared/messages";
import { useAdministrator } from "./administrator";
import { type AdminApiToken } from "./api";
import { ownerName } from "./owner";
import { Problem } from "./problem";

interface Props {
    readonly token: AdminApiToken;
    /** Whether it looks as if the secret leaked. */
    readonly isLeaked?: boolean;
    readonly onRevoked: () => void;
    readonly onClose: () => void;
}

export function RevokeModal({ token, isLeaked = false, onRevoked, onClose }: Props) {
    const { api } = useAdministrator();
    const [leaked, setLeaked] = useState(isLeaked);
    // Service accounts get no mails.
    const isOfClient = token.clientId !== null;
    return (
        <ConfirmModal
            title={t("apiTokensRevokeTitle", { name: token.name })}
            action={t("apiTokensRevokeConfirm")}
            onConfirm={() => api.revoke(token.id, leaked).then(onRevoked)}
            onClose={onClose}
            problem={(error) => <Problem error={error} />}
        >
            <p>{t("apiTokensRevokeQuestion", { name: token.name, prefix: token.prefix })}</p>
            <p>
                {t(isOfClient ? "adminRevokeServiceAccount" : "adminRevokeOwner", {
                    owner: ownerName(token),
                })}
            </p>
            <Checkbox
                id="admin-leaked"
                className="admin-gap"
                label={t("adminLeaked")}
                description={t(isOfClient ? "adminLeakedEventHelp" : "adminLeakedHelp")}
                isChecked={leaked}
                onChange={(_, checked) => setLeaked(checked)}
            />
        </ConfirmModal>
    );
}
