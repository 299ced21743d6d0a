import { Button, EmptyState, EmptyStateBody, EmptyStateHeader } from "@patternfly/react-core";
import { useEffect, useState } from "react";
import { t } from "../shared/messages";
import { passes } from "../shared/rest";
import { whileWanted } from "../shared/while-wanted";
import { Waiting } from "./access-gate";
import { useAdministrator } from "./administrator";
import { type AdminApiToken, type Counts, type Page, type State } from "./api";
import { BulkModal } from "./bulk-modal";
import { ExportButtons } from "./export-buttons";
import { FilterForm } from "./filter-form";
import { type Filters, goTo, linkTo } from "./filters";
import { filterProblems } from "./form-problems";
import { InventoryTable } from "./inventory-table";
import { Pager } from "./pager";
import { Missing, Problem } from "./problem";
import { RevokeEachModal } from "./revoke-each-modal";
import { RevokeModal } from "./revoke-modal";
import { count } from "./texts";

interface Props {
    readonly filters: Filters;
    readonly page: Page;
    readonly changes: number;
    readonly onDone: (notice: string) => void;
}

/** What was read last, and what was asked for. */
interface Content {
    readonly tokens: readonly AdminApiToken[];
    readonly filters: Filters;
    readonly page: Page;
}

/** The tokens of the realm, as far as filters let them through. */
export function Inventory({ filters, page, changes, onDone }: Props) {
    const { api, rights } = useAdministrator();
    const [content, setContent] = useState<Content>();
    const total = useTotal(filters, changes);
    const [failure, setFailure] = useState<{ readonly error: unknown; readonly filters: Filters }>();
    const error = failure?.filters === filters ? failure.error : undefined;
    const [revoking, setRevoking] = useState<AdminApiToken>();
    const [revokesMany, setRevokesMany] = useState(false);
    const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
    const [revokesSelected, setRevokesSelected] = useState(false);
    // While the list of other filters is being read, there is none.
    const tokens = content?.filters === filters ? content.tokens : undefined;
    const chosen = tokens?.filter(({ id, state }) => selected.has(id) && state !== "revoked") ?? [];
    const turnTo = (other: Page) => {
        goTo(linkTo(filters, other));
    };

    useEffect(() => {
        const show = (found: readonly AdminApiToken[]) => {
            if (found.length === 0 && page.first > 0) {
                // The last one of the last page is gone.
                location.replace(linkTo(filters, { ...page, first: 0 }));
            } else {
                setContent({ tokens: found, filters, page });
                setFailure(undefined);
            }
        };
        const fail = (error: unknown) => {
            setFailure({ error, filters });
            if (!passes(error)) {
                setContent(undefined);
            }
        };
        return whileWanted(api.list(filters, page), show, fail);
    }, [api, filters, page, changes]);

    return (
        <>
            <FilterForm filters={filters} rejection={error} />
            {!rights.manageTokens && <Missing text={t("adminNeedsManageUsers")} />}
            {error !== undefined && filterProblems(error).isElsewhere && <Problem error={error} />}
            {!content || !tokens ? (
                error === undefined && <Waiting />
            ) : (
                <>
                    <div className="admin-toolbar">
                        <Pager page={content.page} shown={tokens.length} total={total} onChange={turnTo} />
                        {tokens.length > 0 && <ExportButtons filters={filters} />}
                        {chosen.length > 0 && (
                            <Button variant="danger" onClick={() => setRevokesSelected(true)}>
                                {count("adminRevokeSelected", chosen.length)}
                            </Button>
                        )}
                        {canRevokeMany(rights.manageAllTokens, rights.manageTokens, filters) &&
                            tokens.length > 0 && (
                                <Button variant="secondary" isDanger onClick={() => setRevokesMany(true)}>
                                    {t("adminRevokeMatching")}
                                </Button>
                            )}
                    </div>
                    {tokens.length === 0 ? (
                        <EmptyState variant="sm">
                            <EmptyStateHeader titleText={t("adminNoTokens")} headingLevel="h2" />
                            <EmptyStateBody>{t("adminNoTokensHelp")}</EmptyStateBody>
                        </EmptyState>
                    ) : (
                        <InventoryTable
                            tokens={tokens}
                            page={content.page}
                            onSort={turnTo}
                            selection={
                                rights.manageTokens ? { ids: selected, onChange: setSelected } : undefined
                            }
                            onRevoke={rights.manageTokens ? setRevoking : undefined}
                        />
                    )}
                </>
            )}
            {revoking && (
                <RevokeModal
                    token={revoking}
                    onRevoked={() => {
                        setRevoking(undefined);
                        onDone(t("apiTokensRevoked", { name: revoking.name }));
                    }}
                    onClose={() => setRevoking(undefined)}
                />
            )}
            {revokesSelected && (
                <RevokeEachModal
                    title={t("adminRevokeSelectedTitle")}
                    areLeaked={false}
                    tokens={chosen}
                    onDone={(notice) => {
                        setRevokesSelected(false);
                        setSelected(new Set());
                        onDone(notice);
                    }}
                    onClose={() => setRevokesSelected(false)}
                />
            )}
            {revokesMany && (
                <BulkModal
                    filters={filters}
                    onDone={(notice) => {
                        setRevokesMany(false);
                        onDone(notice);
                    }}
                    onClose={() => setRevokesMany(false)}
                />
            )}
        </>
    );
}

/** How many tokens match. The list waits for nobody who counts, and is as good without: undefined until then. */
function useTotal(filters: Filters, changes: number): number | undefined {
    const { api, rights } = useAdministrator();
    const [total, setTotal] = useState<number>();
    useEffect(() => {
        setTotal(undefined);
        if (rights.viewAllTokens) {
            return whileWanted(api.counts(filters), (counts) => setTotal(totalOf(counts, filters)));
        }
    }, [api, rights, filters, changes]);
    return total;
}

/** How many tokens of a state there are; without a state, how many are not revoked. */
function totalOf(counts: Counts, { state }: Filters): number {
    switch (state as State | undefined) {
        case "live":
            return counts.live;
        case "owner_disabled":
            return counts.ownerDisabled;
        case "owner_gone":
            return counts.ownerGone;
        case "expired":
            return counts.expired;
        case "revoked":
            return counts.revoked;
        default:
            return counts.live + counts.ownerDisabled + counts.ownerGone + counts.expired;
    }
}

/** One owner's also with permissions for that owner. Those that are revoked stay so. */
const canRevokeMany = (all: boolean, some: boolean, { state, user, serviceAccount }: Filters) =>
    state !== "revoked" && (all || (some && !!(user ?? serviceAccount)));
