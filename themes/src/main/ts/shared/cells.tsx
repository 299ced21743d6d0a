// What is in the cells of a table of tokens, the owner's and the administrators'.
import { Label } from "@patternfly/react-core";
import { type ReactNode } from "react";
import { rolesInWords, serversInWords } from "./access";
import { type ApiToken, type EndedApiToken } from "./api-token";
import { endReason } from "./end-reason";
import { byLastUser } from "./last-user";
import { t } from "./messages";
import { dateAndTime, dateNearby, expiry, fromNow } from "./times";

/** Nothing there, for eyes and for screen readers. */
export const None = () => (
    <>
        <span aria-hidden="true">–</span>
        <span className="pf-v5-u-screen-reader">{t("apiTokensNone")}</span>
    </>
);

interface NameProps {
    readonly token: ApiToken;
    /** The name as a link. */
    readonly link?: ReactNode;
}

export const Name = ({ token, link }: NameProps) => (
    <>
        <strong>{link ?? token.name}</strong>
        {token.description && <div className="api-tokens-note">{token.description}</div>}
        <div>
            <code>{token.prefix}…</code>
        </div>
    </>
);

/** In few words; the details have all roles and resource servers. */
export function Access({ token }: { token: ApiToken }) {
    const servers = serversInWords(token);
    return (
        <>
            {rolesInWords(token)}
            {servers && <div className="api-tokens-note">{servers}</div>}
        </>
    );
}

export function LastUse({ token }: { token: ApiToken }) {
    if (!token.lastUsedAt) {
        return <>{t("apiTokensNeverUsed")}</>;
    }
    return (
        <>
            <time dateTime={token.lastUsedAt} title={dateAndTime(token.lastUsedAt)}>
                {fromNow(token.lastUsedAt)}
            </time>
            {token.lastUsedBy && <div className="api-tokens-note">{byLastUser(token.lastUsedBy)}</div>}
        </>
    );
}

export const Ended = ({ token: { endedAt, endReason: reason } }: { token: EndedApiToken }) => (
    <>
        <time dateTime={endedAt}>{dateNearby(endedAt)}</time>
        <div className="api-tokens-note">{endReason(reason)}</div>
    </>
);

export function End({ token }: { token: ApiToken }) {
    if (!token.expiresAt) {
        return <>{t("apiTokensNeverExpires")}</>;
    }
    const day = <time dateTime={token.expiresAt}>{dateNearby(token.expiresAt)}</time>;
    switch (expiry(token.expiresAt)) {
        case "expired":
            return (
                <>
                    <div>
                        <Label color="red">{t("apiTokensExpired")}</Label>
                    </div>
                    <div className="api-tokens-note">{day}</div>
                </>
            );
        case "soon":
            return (
                <>
                    <div>
                        <Label color="gold">{fromNow(token.expiresAt)}</Label>
                    </div>
                    <div className="api-tokens-note">{day}</div>
                </>
            );
        default:
            return day;
    }
}
