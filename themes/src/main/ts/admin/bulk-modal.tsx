import { Button, Progress } from "@patternfly/react-core";
import { Modal } from "../shared/modal";
import { useEffect, useRef, useState } from "react";
import { busyTexts } from "../shared/busy-texts";
import { t } from "../shared/messages";
import { whileWanted } from "../shared/while-wanted";
import { Waiting } from "./access-gate";
import { useAdministrator } from "./administrator";
import { ConfirmCount, isConfirmed } from "./confirm-count";
import { type Filters, inWords } from "./filters";
import { Problem } from "./problem";
import { count } from "./texts";

interface Props {
    readonly filters: Filters;
    readonly onDone: (notice: string) => void;
    readonly onClose: () => void;
}

/** Says how many it would end, asks, and goes on until none is left. */
export function BulkModal({ filters: chosen, onDone, onClose }: Props) {
    const { api } = useAdministrator();
    const [filters] = useState(chosen); // whatever the address becomes by then
    const [matching, setMatching] = useState<number>();
    const [typed, setTyped] = useState("");
    const [revoked, setRevoked] = useState<number>();
    const [error, setError] = useState<unknown>();
    const isStopped = useRef(false);
    const ended = useRef(0);

    useEffect(
        () => whileWanted(api.revokeMany(filters, true), ({ matching }) => setMatching(matching), setError),
        [api, filters],
    );

    const finish = () => onDone(count("adminRevokedCount", ended.current));

    const revoke = async () => {
        setError(undefined);
        setRevoked(ended.current);
        isStopped.current = false;
        try {
            let isOver = false;
            while (!isOver && !isStopped.current) {
                const done = await api.revokeMany(filters, false);
                ended.current += done.revoked;
                setRevoked(ended.current);
                // Where a call ends nothing, another one would not either.
                isOver = done.remaining === 0 || done.revoked === 0;
            }
            finish();
        } catch (failure) {
            setError(failure);
            setRevoked(undefined);
        }
    };

    const stop = () => {
        isStopped.current = true;
    };
    const isRunning = revoked !== undefined;
    const close = () => (isRunning ? stop() : ended.current > 0 ? finish() : onClose());
    return (
        <Modal
            variant="small"
            isOpen
            titleIconVariant="warning"
            title={t("adminRevokeMatching")}
            onClose={close}
            actions={[
                <Button
                    key="revoke"
                    variant="danger"
                    isLoading={isRunning}
                    {...busyTexts()}
                    isDisabled={!matching || !isConfirmed(matching, typed)}
                    isAriaDisabled={isRunning}
                    onClick={() => void revoke()}
                >
                    {matching ? count("adminRevokeCount", matching) : t("adminRevokeMatching")}
                </Button>,
                <Button key="close" variant="link" onClick={close}>
                    {t(isRunning ? "adminStopRevoking" : "apiTokensCancel")}
                </Button>,
            ]}
        >
            {error !== undefined && <Problem error={error} />}
            <Scope filters={filters} />
            {matching === undefined ? (
                error === undefined && <Waiting />
            ) : isRunning ? (
                <Progress
                    title={t("adminRevoking")}
                    value={Math.min(100, Math.floor((100 * revoked) / matching))}
                    label={count("adminRevokedCount", revoked)}
                />
            ) : matching === 0 ? (
                <p>{t("adminNothingMatches")}</p>
            ) : (
                <>
                    <p>
                        <strong>{count("adminWillRevoke", matching)}</strong> {t("adminCannotBeUndone")}
                    </p>
                    <ConfirmCount number={matching} typed={typed} onChange={setTyped} />
                </>
            )}
        </Modal>
    );
}

const Scope = ({ filters }: { filters: Filters }) => {
    const words = inWords(filters);
    return words.length === 0 ? (
        <p>{t("adminScopeAll")}</p>
    ) : (
        <>
            <p>{t("adminScope")}</p>
            <ul className="admin-list">
                {words.map((line) => (
                    <li key={line}>{line}</li>
                ))}
            </ul>
        </>
    );
};
