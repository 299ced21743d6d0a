import { Button, Card, CardBody, CardTitle } from "@patternfly/react-core";
import { useState } from "react";
import { ConfirmModal } from "../shared/confirm-modal";
import { t } from "../shared/messages";
import { date } from "../shared/times";
import { useAdministrator } from "./administrator";
import { type Overlong } from "./api";
import { ConfirmCount, isConfirmed } from "./confirm-count";
import { ownerName } from "./owner";
import { Missing, Problem } from "./problem";
import { count } from "./texts";

const LISTED = 10;

interface Props {
    /** Of the policy in force. */
    readonly revision: string;
    /** Whether the form differs from the policy in force. */
    readonly isChanged: boolean;
    readonly onDone: (notice: string) => void;
}

/** Applies the policy in force to tokens that exist; by itself a policy binds new secrets only. */
export function PolicyEnforcement({ revision, isChanged, onDone }: Props) {
    const { api, rights } = useAdministrator();
    const [overlong, setOverlong] = useState<Overlong>();
    const [asks, setAsks] = useState(false);
    const [typed, setTyped] = useState("");
    const [error, setError] = useState<unknown>();

    // What was counted for another policy is not asked about.
    const [seen, setSeen] = useState(revision);
    if (seen !== revision && !asks) {
        setSeen(revision);
        setOverlong(undefined);
    }

    const look = () => {
        setError(undefined);
        setOverlong(undefined);
        api.overlong(LISTED).then(setOverlong, setError);
    };

    const enforce = async () => {
        const { shortened, ended } = await api.enforce();
        setAsks(false);
        setOverlong(undefined);
        onDone(`${count("adminShortened", shortened)} ${count("adminExpiredAtOnce", ended)}`);
    };

    const question = overlong && (
        <>
            <p>{count("adminOverlong", overlong.count)}</p>
            <ul className="admin-list">
                {overlong.tokens.map((token) => (
                    <li key={token.id}>
                        {t("adminOverlongToken", {
                            name: token.name,
                            prefix: token.prefix,
                            owner: ownerName(token),
                            end: date(token.wouldExpireAt),
                        })}
                    </li>
                ))}
                {overlong.count > overlong.tokens.length && (
                    <li>{count("adminMore", overlong.count - overlong.tokens.length)}</li>
                )}
            </ul>
        </>
    );
    return (
        <Card>
            <CardTitle component="h2">{t("adminEnforcement")}</CardTitle>
            <CardBody>
                {error !== undefined && <Problem error={error} />}
                <p>{t("adminEnforcementHelp")}</p>
                {isChanged && <Missing text={t("adminSaveFirst")} />}
                <div className="admin-toolbar">
                    <Button variant="secondary" isDisabled={isChanged} onClick={look}>
                        {t("adminShowOverlong")}
                    </Button>
                    {rights.managePolicy && rights.manageAllTokens && !!overlong?.count && !isChanged && (
                        <Button
                            variant="danger"
                            onClick={() => {
                                setTyped("");
                                setAsks(true);
                            }}
                        >
                            {t("adminEnforce")}
                        </Button>
                    )}
                </div>
                <div role="status">{!isChanged && question}</div>
                {asks && overlong && (
                    <ConfirmModal
                        title={t("adminEnforce")}
                        action={count("adminEnforceCount", overlong.count)}
                        isDisabled={!isConfirmed(overlong.count, typed)}
                        onConfirm={enforce}
                        onClose={() => setAsks(false)}
                        problem={(failure) => <Problem error={failure} />}
                    >
                        <p>{count("adminOverlong", overlong.count)}</p>
                        <p>{t("adminCannotBeUndone")}</p>
                        <ConfirmCount number={overlong.count} typed={typed} onChange={setTyped} />
                    </ConfirmModal>
                )}
            </CardBody>
        </Card>
    );
}
