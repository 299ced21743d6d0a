import { useEffect } from "react";
import { t } from "../shared/messages";
import { useReading } from "../shared/use-reading";
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
    const { content: found, error, read } = useReading<readonly Client[]>();
    useEffect(() => read(clients.search(search, LISTED + 1)), [clients, search, changes, read]);

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
