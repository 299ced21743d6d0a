import { Button, Checkbox, Label } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useState } from "react";
import { Access, End, LastUse, Name, None } from "../shared/cells";
import { DetailsToggle } from "../shared/details-toggle";
import { t } from "../shared/messages";
import { dateNearby } from "../shared/times";
import { type AdminApiToken, type Page, type SortColumn } from "./api";
import { Details } from "./details";
import { linkTo } from "./filters";
import { ownerFilters, ownerName } from "./owner";

/** As they stand in the table, after the one that opens the details. */
const COLUMNS: readonly { readonly text: string; readonly sort?: SortColumn }[] = [
    { text: "apiTokensName", sort: "name" },
    { text: "adminOwner" },
    { text: "apiTokensAccess" },
    { text: "apiTokensProfile" },
    { text: "adminState" },
    { text: "apiTokensCreated", sort: "createdAt" },
    { text: "apiTokensLastUsed", sort: "lastUsedAt" },
    { text: "apiTokensExpires", sort: "expiresAt" },
];

export interface Selection {
    readonly ids: ReadonlySet<string>;
    readonly onChange: (ids: ReadonlySet<string>) => void;
}

interface Props {
    readonly tokens: readonly AdminApiToken[];
    /** Missing where there is one page, in an order of its own. */
    readonly page?: Page;
    readonly onSort?: (page: Page) => void;
    /** Missing where nothing is done with several tokens. */
    readonly selection?: Selection;
    /** Missing for those who may not. */
    readonly onRevoke?: (token: AdminApiToken) => void;
}

export function InventoryTable({ tokens, page, onSort, selection, onRevoke }: Props) {
    const [open, setOpen] = useState<string>();
    const sorting = (sort: SortColumn | undefined, columnIndex: number) =>
        sort &&
        page &&
        onSort && {
            sortBy: {
                index: COLUMNS.findIndex((column) => column.sort === page.sort),
                direction: page.order,
                defaultDirection: "asc" as const,
            },
            onSort: (_: unknown, __: unknown, order: Page["order"]) =>
                onSort({ ...page, first: 0, sort, order }),
            columnIndex,
        };
    const selectable = tokens.filter(isSelectable).map(({ id }) => id);
    const select = (ids: readonly string[], isSelected: boolean) => {
        const changed = new Set(selection?.ids);
        ids.forEach((id) => (isSelected ? changed.add(id) : changed.delete(id)));
        selection?.onChange(changed);
    };
    return (
        <Table aria-label={t("apiTokens")} variant="compact" gridBreakPoint="grid-lg">
            <Thead>
                <Tr>
                    <Th screenReaderText={t("apiTokensDetails")} />
                    {selection && (
                        <Th className="pf-v5-c-table__check">
                            <Checkbox
                                id="admin-select-all"
                                aria-label={t("adminSelectAll")}
                                isChecked={
                                    selectable.length > 0 && selectable.every((id) => selection.ids.has(id))
                                }
                                isDisabled={selectable.length === 0}
                                onChange={(_, isSelected) => select(selectable, isSelected)}
                            />
                        </Th>
                    )}
                    {COLUMNS.map(({ text, sort }, index) => (
                        <Th key={text} modifier="wrap" sort={sorting(sort, index)}>
                            {t(text)}
                        </Th>
                    ))}
                    {onRevoke && <Th screenReaderText={t("apiTokensActions")} />}
                </Tr>
            </Thead>
            {tokens.map((token) => (
                <Tbody key={token.id} isExpanded={open === token.id}>
                    <Tr>
                        <DetailsToggle
                            id={`admin-details-${token.id}`}
                            isOpen={open === token.id}
                            onToggle={() => setOpen(open === token.id ? undefined : token.id)}
                        />
                        {selection && (
                            <Td className="pf-v5-c-table__check">
                                <Checkbox
                                    id={`admin-select-${token.id}`}
                                    aria-label={t("adminSelectNamed", {
                                        name: token.name,
                                        owner: ownerName(token),
                                    })}
                                    isChecked={selection.ids.has(token.id)}
                                    isDisabled={!isSelectable(token)}
                                    onChange={(_, isSelected) => select([token.id], isSelected)}
                                />
                            </Td>
                        )}
                        <Td dataLabel={t("apiTokensName")} modifier="breakWord">
                            <Name token={token} />
                        </Td>
                        <Td dataLabel={t("adminOwner")} modifier="breakWord">
                            <a href={linkTo(ownerFilters(token))}>{ownerName(token)}</a>
                            {token.clientId !== null && (
                                <div className="api-tokens-note">{t("adminServiceAccount")}</div>
                            )}
                        </Td>
                        <Td dataLabel={t("apiTokensAccess")} modifier="breakWord">
                            <Access token={token} />
                        </Td>
                        <Td dataLabel={t("apiTokensProfile")} modifier="breakWord">
                            {token.profile ?? <None />}
                        </Td>
                        <Td dataLabel={t("adminState")}>
                            <State token={token} />
                        </Td>
                        <Td dataLabel={t("apiTokensCreated")} modifier="nowrap">
                            {dateNearby(token.createdAt)}
                        </Td>
                        <Td dataLabel={t("apiTokensLastUsed")}>
                            <LastUse token={token} />
                        </Td>
                        <Td dataLabel={t("apiTokensExpires")} modifier="nowrap">
                            <Ending token={token} />
                        </Td>
                        {onRevoke && (
                            <Td className="api-tokens-row-actions">
                                {token.state !== "revoked" && (
                                    <Button
                                        variant="secondary"
                                        isDanger
                                        size="sm"
                                        aria-label={t("adminRevokeNamed", {
                                            name: token.name,
                                            owner: ownerName(token),
                                        })}
                                        onClick={() => onRevoke(token)}
                                    >
                                        {t("apiTokensRevoke")}
                                    </Button>
                                )}
                            </Td>
                        )}
                    </Tr>
                    {open === token.id && (
                        <Tr isExpanded>
                            <Td colSpan={COLUMNS.length + (selection ? 3 : 2)} noPadding>
                                <Details token={token} />
                            </Td>
                        </Tr>
                    )}
                </Tbody>
            ))}
        </Table>
    );
}

/** What is revoked stays so. */
const isSelectable = ({ state }: AdminApiToken) => state !== "revoked";

const COLORS = {
    live: "green",
    owner_disabled: "orange",
    owner_gone: "orange",
    expired: "orange",
    revoked: "grey",
} as const;

export const State = ({ token: { state } }: { token: AdminApiToken }) => (
    <div>
        <Label color={COLORS[state]} isCompact>
            {t(`adminState_${state}`)}
        </Label>
    </div>
);

/** The state has a column of its own. */
const Ending = ({ token }: { token: AdminApiToken }) =>
    token.state === "live" || !token.expiresAt ? (
        <End token={token} />
    ) : (
        <time dateTime={token.expiresAt}>{dateNearby(token.expiresAt)}</time>
    );
