import { Button } from "@patternfly/react-core";
import { useEffect, useRef, useState } from "react";
import { t } from "../shared/messages";
import { moment } from "../shared/moment";
import { useAdministrator } from "./administrator";
import { type AdminApiToken } from "./api";
import { type TokenEvent } from "./events";
import { Problem } from "./problem";

/** What happened to a token, as far as Keycloak has saved its events. */
export function History({ token: { id, ownerId } }: { token: AdminApiToken }) {
    const { events } = useAdministrator();
    const [found, setFound] = useState<readonly TokenEvent[]>();
    const [error, setError] = useState<unknown>();
    const box = useRef<HTMLDivElement>(null);
    // The button is gone.
    useEffect(() => {
        if (found && document.activeElement === document.body) {
            box.current?.focus();
        }
    }, [found]);
    const load = () => {
        setError(undefined);
        events.of(id, ownerId).then(setFound, setError);
    };
    return (
        <div ref={box} tabIndex={-1} className="admin-gap" role="status">
            {error !== undefined && <Problem error={error} />}
            {!found ? (
                <Button variant="link" isInline onClick={load}>
                    {t("adminHistory")}
                </Button>
            ) : found.length === 0 ? (
                t("adminNoHistory")
            ) : (
                <ul className="admin-list admin-scroll" aria-label={t("adminHistory")} tabIndex={0}>
                    {found.map((event) => (
                        <li key={`${event.time} ${event.what}`}>
                            {moment(event.time)}: {t(`adminEvent_${event.what}`)}
                            <div className="api-tokens-note">
                                {[
                                    event.by &&
                                        t(event.isByAdministrator ? "adminEventBy" : "apiTokensBy", {
                                            name: event.by,
                                            client: event.by,
                                        }),
                                    event.ipAddress,
                                ]
                                    .filter(Boolean)
                                    .join(", ")}
                            </div>
                        </li>
                    ))}
                </ul>
            )}
        </div>
    );
}
