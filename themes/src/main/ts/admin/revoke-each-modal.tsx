import { Progress } from "@patternfly/react-core";
import { useRef, useState } from "react";
import { ConfirmModal } from "../shared/confirm-modal";
import { t } from "../shared/messages";
import { isCode } from "../shared/rest";
import { useAdministrator } from "./administrator";
import { type AdminApiToken } from "./api";
import { ConfirmCount, isConfirmed } from "./confirm-count";
import { ownerName } from "./owner";
import { Problem } from "./problem";
import { count } from "./texts";

interface Props {
    readonly tokens: readonly AdminApiToken[];
    readonly title: string;
    /** Whether their secrets were found somewhere, so that the owners get another mail. */
    readonly areLeaked: boolean;
    /** Called with what to say, and the tokens that are revoked. */
    readonly onDone: (notice: string, revoked: readonly AdminApiToken[]) => void;
    readonly onClose: () => void;
}

/** Revokes tokens one after the other; after a failure it goes on where it was. */
export function RevokeEachModal({ tokens: chosen, title, areLeaked, onDone, onClose }: Props) {
    const { api } = useAdministrator();
    const [tokens] = useState(chosen); // however the list changes by then
    const [typed, setTyped] = useState("");
    const [revoked, setRevoked] = useState(0);
    const ended = useRef(0);
    const isStopped = useRef(false);

    const finish = () => onDone(count("adminRevokedCount", ended.current), tokens.slice(0, ended.current));

    const revoke = async () => {
        isStopped.current = false;
        while (ended.current < tokens.length && !isStopped.current) {
            await api.revoke(tokens[ended.current]!.id, areLeaked).catch(unlessGone);
            ended.current++;
            setRevoked(ended.current);
        }
        finish();
    };

    /** The one that is being revoked is the last. */
    const stop = () => {
        isStopped.current = true;
    };

    return (
        <ConfirmModal
            title={title}
            action={count("adminRevokeCount", tokens.length - revoked)}
            isDisabled={!isConfirmed(tokens.length, typed)}
            onConfirm={revoke}
            onClose={revoked > 0 ? finish : onClose}
            onStop={stop}
            problem={(error) => <Problem error={error} />}
        >
            <p>
                <strong>{count("adminWillRevoke", tokens.length)}</strong> {t("adminCannotBeUndone")}{" "}
                {areLeaked && t("adminLeakedHelp")}
            </p>
            <ul className="admin-list admin-scroll" tabIndex={0} aria-label={t("apiTokens")}>
                {tokens.map((token) => (
                    <li key={token.id}>
                        {token.name} <code>{token.prefix}…</code> ({ownerName(token)})
                    </li>
                ))}
            </ul>
            {revoked > 0 && (
                <Progress
                    title={t("adminRevoking")}
                    value={Math.floor((100 * revoked) / tokens.length)}
                    label={count("adminRevokedCount", revoked)}
                />
            )}
            <ConfirmCount number={tokens.length} typed={typed} onChange={setTyped} />
        </ConfirmModal>
    );
}

/** A token that is gone meanwhile has ended, too. */
function unlessGone(error: unknown) {
    if (!isCode(error, "TOKEN_NOT_FOUND")) {
        throw error;
    }
}
