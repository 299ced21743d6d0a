import { useEffect, useState } from "react";
import { t } from "../shared/messages";
import { passes } from "../shared/rest";
import { whileWanted } from "../shared/while-wanted";
import { Waiting } from "./access-gate";
import { useAdministrator } from "./administrator";
import { type Client } from "./clients";
import { linkToClients } from "./filters";
import { consoleUrl, realm } from "./page-config";
import { Problem } from "./problem";

const LISTED = 20;

/** The clients that a search found; those with a service account lead to its tokens. */
export function FoundClients({ search, changes }: { search: string; changes: number }) {
    const { clients } = useAdministrator();
    const [found, setFound] = useState<readonly Client[]>();
    const [error, setError] = useState<unknown>();
    useEffect(() => {
        const show = (answer: readonly Client[]) => {
            setFound(answer);
            setError(undefined);
        };
        const fail = (failure: unknown) => {
            setError(failure);
            if (!passes(failure)) {
                setFound(undefined);
            }
        };
        return whileWanted(clients.search(search, LISTED + 1), show, fail);
    }, [clients, search, changes]);

    if (!found) {
        return error === undefined ? <Waiting /> : <Problem error={error} />;
    }
    return (
        <div role="status">
            {error !== undefined && <Problem error={error} />}
            {found.length === 0 ? (
                <p>
                    {t("adminNoClients")} {t("adminNoClientsHelp")}
                </p>
            ) : (
                <ul className="admin-clients" aria-label={t("adminClients")}>
                    {found.slice(0, LISTED).map((client) => (
                        <li key={client.id}>
                            {client.hasServiceAccount ? (
                                <a href={linkToClients({ clientId: client.clientId })}>{client.clientId}</a>
                            ) : (
                                client.clientId
                            )}
                            <div className="api-tokens-note">
                                {client.hasServiceAccount
                                    ? client.name !== client.clientId && client.name
                                    : t("adminHasNoServiceAccount")}
                            </div>
                        </li>
                    ))}
                </ul>
            )}
            {found.length > LISTED && <p>{t("adminMoreClients")}</p>}
            {!found.some(({ hasServiceAccount }) => hasServiceAccount) && (
                <>
                    {found.length > 0 && <p>{t("adminNoServiceAccounts")}</p>}
                    <ConsoleLink />
                </>
            )}
        </div>
    );
}

/** To the clients in Keycloak's admin console. */
function ConsoleLink() {
    const { home } = useAdministrator();
    return (
        <p>
            <a
                href={`${consoleUrl(home)}#/${encodeURIComponent(realm)}/clients`}
                target="_blank"
                rel="noreferrer"
            >
                {t("adminOpenClients")}
            </a>
        </p>
    );
}
