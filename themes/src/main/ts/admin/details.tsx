import {
    DescriptionList,
    DescriptionListDescription,
    DescriptionListGroup,
    DescriptionListTerm,
} from "@patternfly/react-core";
import { type ReactNode } from "react";
import { t } from "../shared/messages";
import { dateAndTime } from "../shared/times";
import { type AdminApiToken } from "./api";
import { linkTo } from "./filters";

/** All that is known of a token. */
export function Details({ token }: { token: AdminApiToken }) {
    const entries: readonly [string, ReactNode][] = [
        ["adminOwner", token.username ?? t("adminDeletedUser")],
        ["adminOwnerId", <code>{token.ownerId}</code>],
        ["adminTokenId", <code>{token.id}</code>],
        ["apiTokensScope", token.scope],
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
            <DescriptionList isCompact columnModifier={{ default: "1Col", md: "2Col", xl: "3Col" }}>
                {entries
                    .filter(([, value]) => value)
                    .map(([term, value]) => (
                        <DescriptionListGroup key={term}>
                            <DescriptionListTerm>{t(term)}</DescriptionListTerm>
                            <DescriptionListDescription>{value}</DescriptionListDescription>
                        </DescriptionListGroup>
                    ))}
            </DescriptionList>
            <p className="admin-gap">
                <a href={linkTo({ user: token.username ?? token.ownerId })}>{t("adminAllOfOwner")}</a>
            </p>
        </div>
    );
}

const moment = (time: string | null) => time && <time dateTime={time}>{dateAndTime(time)}</time>;
