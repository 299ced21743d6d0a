import { t } from "../shared/messages";
import { ClientSearch } from "./client-search";
import { type ClientRoute } from "./filters";
import { FoundClients } from "./found-clients";
import { ServiceAccount } from "./service-account";

interface Props extends ClientRoute {
    readonly changes: number;
    readonly onDone: (notice: string) => void;
}

/** A search for clients, and what it found or the tokens of one service account. */
export function ServiceAccounts({ clientId, search, changes, onDone }: Props) {
    const text = search ?? clientId ?? "";
    return (
        <>
            <p className="admin-help">{t("adminServiceAccountsHelp")}</p>
            <ClientSearch view="service-accounts" text={text} />
            {clientId !== undefined ? (
                <ServiceAccount key={clientId} clientId={clientId} changes={changes} onDone={onDone} />
            ) : (
                search !== undefined && <FoundClients key={search} search={search} changes={changes} />
            )}
        </>
    );
}
