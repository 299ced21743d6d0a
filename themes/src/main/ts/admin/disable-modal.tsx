import { useEffect, useState } from "react";
import { ConfirmModal } from "../shared/confirm-modal";
import { t } from "../shared/messages";
import { whileWanted } from "../shared/while-wanted";
import { Waiting } from "./access-gate";
import { useAdministrator } from "./administrator";
import { ConfirmCount, isConfirmed } from "./confirm-count";
import { Problem } from "./problem";
import { count } from "./texts";

interface Props {
    readonly onConfirm: () => Promise<void>;
    readonly onClose: () => void;
}

/** Asks before API tokens are disabled: jobs stop at once. Whoever may not count them is asked without a number. */
export function DisableModal({ onConfirm, onClose }: Props) {
    const { api, rights } = useAdministrator();
    const [live, setLive] = useState<number>();
    const [typed, setTyped] = useState("");
    const [error, setError] = useState<unknown>();
    useEffect(() => {
        if (rights.viewAllTokens) {
            return whileWanted(api.counts(), (counts) => setLive(counts.live), setError);
        }
    }, [api, rights]);
    // If the count fails, they can be disabled all the same.
    const isUnknown = rights.viewAllTokens && live === undefined && error === undefined;
    return (
        <ConfirmModal
            title={t("adminDisableTitle")}
            action={t("adminDisable")}
            isDisabled={isUnknown || (live !== undefined && live > 0 && !isConfirmed(live, typed))}
            onConfirm={onConfirm}
            onClose={onClose}
            problem={(failure) => <Problem error={failure} />}
        >
            <p>{t("adminDisableHelp")}</p>
            {error !== undefined ? (
                <Problem error={error} />
            ) : isUnknown ? (
                <Waiting />
            ) : live ? (
                <>
                    <p>
                        <strong>{count("adminDisableCount", live)}</strong>
                    </p>
                    <ConfirmCount number={live} typed={typed} onChange={setTyped} />
                </>
            ) : null}
        </ConfirmModal>
    );
}
