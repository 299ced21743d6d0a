import { accessEntries, Entries, type Entry } from "../shared/entries";
import { t } from "../shared/messages";
import { dateAndTime } from "../shared/times";
import { type AdminApiToken } from "./api";
import { linkTo } from "./filters";

/** All that is known of a token. */
export function Details({ token }: { token: AdminApiToken }) {
    const entries: readonly Entry[] = [
        ["adminOwner", token.username ?? t("adminDeletedUser")],
        ["adminOwnerId", <code>{token.ownerId}</code>],
        ["adminTokenId", <code>{token.id}</code>],
        ...accessEntries(token),
        ["apiTokensCreated", moment(token.createdAt)],
        ["adminRotated", moment(token.rotatedAt)],
        ["adminPreviousUntil", moment(token.previousValidUntil)],
        ["apiTokensExpires", moment(token.expiresAt) ?? t("apiTokensNeverExpires")],
        ["adminRevoked", moment(token.revokedAt)],
        ["apiTokensLastUsed", moment(token.lastUsedAt) ?? t("apiTokensNeverUsed")],
        ["adminLastUsedBy", token.lastUsedBy],
    ];
    return (
        <div className="admin-details">
            <Entries entries={entries} />
            <p className="admin-gap">
                <a href={linkTo({ user: token.username ?? token.ownerId })}>{t("adminAllOfOwner")}</a>
            </p>
        </div>
    );
}

const moment = (time: string | null) => time && <time dateTime={time}>{dateAndTime(time)}</time>;
