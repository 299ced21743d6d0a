import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useEffect, useState } from "react";
import { type ApiToken, type EndedApiToken } from "./api-token";
import { Access, End, Ended, LastUse, Name } from "./cells";
import { DetailsToggle } from "./details-toggle";
import { Entries, tokenEntries } from "./entries";
import { type LoadDetails } from "./last-uses";
import { t } from "./messages";
import { More, ROWS } from "./more";
import { dateAndTime, dateNearby, isAhead, MINUTE } from "./times";
import { Actions, type TokenActions } from "./token-actions";

/** Where the details of a token are: at an address of their own, or below its row. */
export type Details = { readonly href: (id: string) => string } | { readonly load: LoadDetails };

interface Props {
    readonly tokens: readonly (ApiToken | EndedApiToken)[];
    /** Whether all of them have ended: the table then says when and why, instead of when they expire. */
    readonly areEnded?: boolean;
    readonly details: Details;
    /** Missing for those who may only view. */
    readonly actions?: TokenActions;
}

/** Without those of the last use and the actions. */
const COLUMNS = 5;

/** Where the button or the link to the details of a row gets the focus. */
const rowId = (areEnded: boolean, index: number) => `api-tokens-${areEnded ? "ended" : "details"}-${index}`;

export function TokenTable({ tokens, areEnded = false, details, actions }: Props) {
    const [open, setOpen] = useState<string>();
    const [shown, setShown] = useState(ROWS);
    const [, setMinutes] = useState(0);
    // Distances from now get old by themselves.
    useEffect(() => {
        const timer = setInterval(() => setMinutes((minutes) => minutes + 1), MINUTE);
        return () => clearInterval(timer);
    }, []);
    // The button for more may be gone: the focus goes to the first row of what it has shown.
    useEffect(() => {
        if (shown > ROWS) {
            document.getElementById(rowId(areEnded, shown - ROWS))?.focus();
        }
    }, [shown, areEnded]);
    const isAnyUsed = tokens.some(({ lastUsedAt }) => lastUsedAt);
    const columns = COLUMNS + (isAnyUsed ? 1 : 0) + (actions ? 1 : 0);
    return (
        <>
            <Table
                aria-label={t(areEnded ? "apiTokensEndedList" : "apiTokens")}
                variant="compact"
                gridBreakPoint="grid-xl"
            >
                <Thead>
                    <Tr>
                        {"load" in details && <Th screenReaderText={t("apiTokensDetails")} />}
                        <Th modifier="wrap">{t("apiTokensName")}</Th>
                        <Th modifier="wrap">{t("apiTokensAccess")}</Th>
                        <Th modifier="wrap">{t("apiTokensCreated")}</Th>
                        {isAnyUsed && <Th modifier="wrap">{t("apiTokensLastUsed")}</Th>}
                        <Th modifier="wrap">{t(areEnded ? "apiTokensEnded" : "apiTokensExpires")}</Th>
                        {actions && <Th screenReaderText={t("apiTokensActions")} />}
                    </Tr>
                </Thead>
                {tokens.slice(0, shown).map((token, index) => (
                    <Tbody key={token.id} isExpanded={open === token.id}>
                        <Tr>
                            {"load" in details && (
                                <DetailsToggle
                                    id={rowId(areEnded, index)}
                                    isOpen={open === token.id}
                                    onToggle={() => setOpen(open === token.id ? undefined : token.id)}
                                />
                            )}
                            <Td dataLabel={t("apiTokensName")} modifier="breakWord">
                                <Name
                                    token={token}
                                    link={
                                        "href" in details ? (
                                            <a id={rowId(areEnded, index)} href={details.href(token.id)}>
                                                {token.name}
                                            </a>
                                        ) : undefined
                                    }
                                />
                                <Overlap token={token} />
                            </Td>
                            <Td dataLabel={t("apiTokensAccess")} modifier="breakWord">
                                <Access token={token} />
                                {token.profile && (
                                    <div className="api-tokens-note">
                                        {t("apiTokensOnlyProfile", { profile: token.profile })}
                                    </div>
                                )}
                            </Td>
                            <Td dataLabel={t("apiTokensCreated")}>{dateNearby(token.createdAt)}</Td>
                            {isAnyUsed && (
                                <Td dataLabel={t("apiTokensLastUsed")}>
                                    <LastUse token={token} />
                                </Td>
                            )}
                            {"endedAt" in token ? (
                                <Td dataLabel={t("apiTokensEnded")}>
                                    <Ended token={token} />
                                </Td>
                            ) : (
                                <Td dataLabel={t("apiTokensExpires")} modifier="nowrap">
                                    <End token={token} />
                                </Td>
                            )}
                            {actions && (
                                <Td className="api-tokens-row-actions">
                                    <Actions token={token} {...actions} />
                                </Td>
                            )}
                        </Tr>
                        {"load" in details && open === token.id && (
                            <Tr isExpanded>
                                <Td colSpan={columns} noPadding>
                                    <div className="api-tokens-details">
                                        <Entries entries={tokenEntries(token, details.load)} />
                                    </div>
                                </Td>
                            </Tr>
                        )}
                    </Tbody>
                ))}
            </Table>
            <More shown={shown} total={tokens.length} onMore={() => setShown(shown + ROWS)} />
        </>
    );
}

const Overlap = ({ token: { previousValidUntil } }: { token: ApiToken }) =>
    previousValidUntil &&
    isAhead(previousValidUntil) && (
        <div className="api-tokens-note">
            {t("apiTokensPreviousUntil", { time: dateAndTime(previousValidUntil) })}
        </div>
    );
