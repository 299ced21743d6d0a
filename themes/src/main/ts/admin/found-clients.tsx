import { useEffect, useState } from "react";
import { t } from "../shared/messages";
import { Waiting } from "./access-gate";
import { useAdministrator } from "./administrator";
import { type Client } from "./clients";
import { linkToClients } from "./filters";
import { consoleUrl, realm } from "./page-config";
import { Problem } from "./problem";

const LISTED = 20;

/** The clients that a search found; those with a service account lead to its tokens. */
export function FoundClients({ search }: { search: string }) {
    const { clients } = useAdministrator();
    const [found, setFound] = useState<readonly Client[]>();
    const [error, setError] = useState<unknown>();
    useEffect(() => {
        let isWanted = true;
        clients.search(search, LISTED + 1).then(
            (answer) => isWanted && setFound(answer),
            (failure: unknown) => isWanted && setError(failure),
        );
        return () => {
            isWanted = false;
        };
    }, [clients, search]);

    if (error !== undefined) {
        return <Problem error={error} />;
    }
    if (!found) {
        return <Waiting />;
    }
    return (
        <div role="status">
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
