// A list of terms and descriptions, and what such a list says of what a token may do.
import {
    DescriptionList,
    DescriptionListDescription,
    DescriptionListGroup,
    DescriptionListTerm,
    Label,
} from "@patternfly/react-core";
import { type ReactNode } from "react";
import { chosenRoles, rolesInWords } from "./access";
import { type ApiToken, type EndedApiToken } from "./api-token";
import { endReason } from "./end-reason";
import { LastUses, type LoadDetails } from "./last-uses";
import { t } from "./messages";
import { moment } from "./moment";
import { expiry } from "./times";

/** The key of a term, and its description; null if there is none. */
export type Entry = readonly [string, ReactNode];

/** The entries that have a description. */
export const Entries = ({ entries }: { entries: readonly Entry[] }) => (
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
);

/** Returns when a token ended, and why; nothing of one that has not. */
export const endEntries = (token: ApiToken | EndedApiToken): readonly Entry[] =>
    "endedAt" in token
        ? [
              ["apiTokensEnded", moment(token.endedAt)],
              ["apiTokensEndReason", endReason(token.endReason)],
          ]
        : [];

const expires = (token: ApiToken | EndedApiToken): Entry => [
    "apiTokensExpires",
    token.expiresAt ? (
        <>
            {moment(token.expiresAt)}{" "}
            {!("endedAt" in token) && expiry(token.expiresAt) === "expired" && (
                <Label color="red">{t("apiTokensExpired")}</Label>
            )}
        </>
    ) : (
        t("apiTokensNeverExpires")
    ),
];

/** Returns what a token is for and may do, with all roles and resource servers. */
export const accessEntries = (token: ApiToken): readonly Entry[] => [
    ["apiTokensTokenDescription", token.description],
    ...rightEntries(token),
];

/** Returns the end of a token, and what it may do. */
export const limitEntries = (token: ApiToken): readonly Entry[] => [expires(token), ...rightEntries(token)];

/**
 * Returns what happened to a token, and what will.
 *
 * @param load of the last use by each resource server
 */
export const timeEntries = (token: ApiToken, load: LoadDetails): readonly Entry[] => [
    ["apiTokensCreated", moment(token.createdAt)],
    ["apiTokensRotatedAt", moment(token.rotatedAt)],
    ["apiTokensPreviousValidUntil", moment(token.previousValidUntil)],
    expires(token),
    ["apiTokensLastUsed", moment(token.lastUsedAt) ?? t("apiTokensNeverUsed")],
    ["apiTokensLastUsedBy", token.lastUsedBy && <LastUses token={token} load={load} />],
];

/**
 * Returns all that there is to say of a token, live or ended.
 *
 * @param load of the last use by each resource server
 */
export const tokenEntries = (token: ApiToken | EndedApiToken, load: LoadDetails): readonly Entry[] => [
    ...accessEntries(token),
    ...timeEntries(token, load),
    ...endEntries(token),
];

const rightEntries = (token: ApiToken): readonly Entry[] => [
    ["apiTokensAccess", <Roles token={token} />],
    ["apiTokensServers", token.audience ? <Lines lines={token.audience} /> : t("apiTokensAnyServer")],
    ["apiTokensProfile", token.profile],
    ["apiTokensScope", token.scope],
];

const Roles = ({ token }: { token: ApiToken }) => {
    const chosen = chosenRoles(token);
    return !chosen?.length ? (
        rolesInWords(token)
    ) : (
        <Lines
            lines={chosen.map(
                ({ clientId, roles }) => `${clientId ?? t("apiTokensRealmRoles")}: ${roles.join(", ")}`,
            )}
        />
    );
};

const Lines = ({ lines }: { lines: readonly string[] }) =>
    lines.length === 0 ? t("apiTokensNone") : lines.map((line) => <div key={line}>{line}</div>);
