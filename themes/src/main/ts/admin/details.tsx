import { endReason } from "../shared/end-reason";
import { accessEntries, Entries, type Entry, timeEntries } from "../shared/entries";
import { t } from "../shared/messages";
import { moment } from "../shared/moment";
import { useAdministrator } from "./administrator";
import { type AdminApiToken } from "./api";
import { linkTo, linkToClients } from "./filters";
import { History } from "./history";
import { ownerFilters, ownerName } from "./owner";
import { consoleUrl, realm } from "./page-config";

/** All that is known of a token. */
export function Details({ token }: { token: AdminApiToken }) {
    const { api, home, rights } = useAdministrator();
    const entries: readonly Entry[] = [
        [token.clientId === null ? "adminOwner" : "adminServiceAccountOf", ownerName(token)],
        ["adminOwnerId", <code>{token.ownerId}</code>],
        ["adminTokenId", <code>{token.id}</code>],
        ...accessEntries(token),
        ...timeEntries(token, api.details),
        ["adminRevoked", moment(token.revokedAt)],
        ["apiTokensEndReason", token.revocationReason && endReason(token.revocationReason)],
    ];
    return (
        <div className="admin-details">
            <Entries entries={entries} />
            <p className="admin-gap">
                <a href={linkTo(ownerFilters(token))}>{t("adminAllOfOwner")}</a>
            </p>
            {token.clientId === null && token.state !== "owner_gone" && (
                <p>
                    <a
                        href={`${consoleUrl(home)}#/${encodeURIComponent(realm)}/users/${encodeURIComponent(token.ownerId)}/settings`}
                    >
                        {t("adminOwnerInConsole")}
                    </a>
                </p>
            )}
            {rights.viewEvents && <History token={token} />}
            {token.clientId !== null && rights.viewClients && (
                <p>
                    <a href={linkToClients({ clientId: token.clientId })}>{t("adminManageServiceAccount")}</a>
                </p>
            )}
        </div>
    );
}
