import { Button } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { type ApiToken } from "../shared/api-token";
import { End, LastUse, None } from "../shared/cells";
import { t } from "../shared/messages";
import { date, dateAndTime, expiry, isAhead } from "../shared/times";

interface Props {
    readonly tokens: readonly ApiToken[];
    readonly onRotate: (token: ApiToken) => void;
    readonly onRevoke: (token: ApiToken) => void;
}

export function TokenTable({ tokens, onRotate, onRevoke }: Props) {
    return (
        <Table aria-label={t("apiTokens")} variant="compact" gridBreakPoint="grid-xl">
            <Thead>
                <Tr>
                    <Th modifier="wrap">{t("apiTokensName")}</Th>
                    <Th modifier="wrap">{t("apiTokensProfile")}</Th>
                    <Th modifier="wrap">{t("apiTokensScope")}</Th>
                    <Th modifier="wrap">{t("apiTokensCreated")}</Th>
                    <Th modifier="wrap">{t("apiTokensLastUsed")}</Th>
                    <Th modifier="wrap">{t("apiTokensExpires")}</Th>
                    <Th screenReaderText={t("apiTokensActions")} />
                </Tr>
            </Thead>
            <Tbody>
                {tokens.map((token) => (
                    <Tr key={token.id}>
                        <Td dataLabel={t("apiTokensName")} modifier="breakWord">
                            <Name token={token} />
                        </Td>
                        <Td dataLabel={t("apiTokensProfile")} modifier="breakWord">
                            {token.profile ?? <None />}
                        </Td>
                        <Td dataLabel={t("apiTokensScope")} modifier="breakWord">
                            {token.scope ?? <None />}
                        </Td>
                        <Td dataLabel={t("apiTokensCreated")} modifier="nowrap">
                            {date(token.createdAt)}
                        </Td>
                        <Td dataLabel={t("apiTokensLastUsed")}>
                            <LastUse token={token} />
                        </Td>
                        <Td dataLabel={t("apiTokensExpires")} modifier="nowrap">
                            <End token={token} />
                        </Td>
                        <Td>
                            <div className="api-tokens-actions">
                                {expiry(token.expiresAt) !== "expired" && (
                                    <Button
                                        variant="secondary"
                                        size="sm"
                                        aria-label={t("apiTokensRotateNamed", { name: token.name })}
                                        onClick={() => onRotate(token)}
                                    >
                                        {t("apiTokensRotate")}
                                    </Button>
                                )}
                                <Button
                                    variant="secondary"
                                    isDanger
                                    size="sm"
                                    aria-label={t("apiTokensRevokeNamed", { name: token.name })}
                                    onClick={() => onRevoke(token)}
                                >
                                    {t("apiTokensRevoke")}
                                </Button>
                            </div>
                        </Td>
                    </Tr>
                ))}
            </Tbody>
        </Table>
    );
}

const Name = ({ token }: { token: ApiToken }) => (
    <>
        <strong>{token.name}</strong>
        <br />
        <code>{token.prefix}…</code>
        {token.previousValidUntil && isAhead(token.previousValidUntil) && (
            <div className="api-tokens-note">
                {t("apiTokensPreviousUntil", { time: dateAndTime(token.previousValidUntil) })}
            </div>
        )}
    </>
);
