import { Button, EmptyState, EmptyStateBody, EmptyStateHeader } from "@patternfly/react-core";
import { useEffect, useState } from "react";
import { t } from "../shared/messages";
import { Waiting } from "./access-gate";
import { useAdministrator } from "./administrator";
import { type AdminApiToken, type Counts, type Page, type State } from "./api";
import { BulkModal } from "./bulk-modal";
import { FilterForm } from "./filter-form";
import { type Filters, linkTo } from "./filters";
import { filterProblems } from "./form-problems";
import { InventoryTable } from "./inventory-table";
import { Pager } from "./pager";
import { Missing, Problem } from "./problem";
import { RevokeModal } from "./revoke-modal";

interface Props {
    readonly filters: Filters;
    readonly changes: number;
    readonly onDone: (notice: string) => void;
}

interface Content {
    readonly tokens: readonly AdminApiToken[];
    /** Undefined for whom nobody counts. */
    readonly total?: number;
}

const NEWEST: Page = { first: 0, max: 20, sort: "createdAt", order: "desc" };

/** The tokens of the realm, as far as filters let them through. */
export function Inventory({ filters, changes, onDone }: Props) {
    const { api, rights } = useAdministrator();
    const [page, setPage] = useState(NEWEST);
    const [content, setContent] = useState<Content>();
    const [error, setError] = useState<unknown>();
    const [revoking, setRevoking] = useState<AdminApiToken>();
    const [revokesMany, setRevokesMany] = useState(false);
    useEffect(() => setPage((old) => ({ ...old, first: 0 })), [filters]);

    useEffect(() => {
        let isWanted = true;
        const total = rights.viewAllTokens
            ? api.counts(filters).then((counts) => totalOf(counts, filters))
            : Promise.resolve(undefined);
        // The count knows fewer filters than the list, so the error of the list comes first.
        void Promise.allSettled([api.list(filters, page), total]).then(([list, count]) => {
            if (!isWanted) {
                return;
            }
            if (list.status === "rejected") {
                setError(list.reason);
            } else if (count.status === "rejected") {
                setError(count.reason);
            } else {
                setContent({ tokens: list.value, total: count.value });
                setError(undefined);
            }
        });
        return () => {
            isWanted = false;
        };
    }, [api, rights, filters, page, changes]);

    return (
        <>
            <FilterForm key={linkTo(filters)} filters={filters} rejection={error} />
            {!rights.manageTokens && <Missing text={t("adminNeedsManageUsers")} />}
            {error !== undefined ? (
                filterProblems(error).isElsewhere && <Problem error={error} />
            ) : !content ? (
                <Waiting />
            ) : (
                <>
                    <div className="admin-toolbar">
                        <Pager
                            page={page}
                            shown={content.tokens.length}
                            total={content.total}
                            onChange={setPage}
                        />
                        {canRevokeMany(rights.manageAllTokens, rights.manageTokens, filters) &&
                            content.tokens.length > 0 && (
                                <Button variant="secondary" isDanger onClick={() => setRevokesMany(true)}>
                                    {t("adminRevokeMatching")}
                                </Button>
                            )}
                    </div>
                    {content.tokens.length === 0 ? (
                        <EmptyState variant="sm">
                            <EmptyStateHeader titleText={t("adminNoTokens")} headingLevel="h2" />
                            <EmptyStateBody>{t("adminNoTokensHelp")}</EmptyStateBody>
                        </EmptyState>
                    ) : (
                        <InventoryTable
                            tokens={content.tokens}
                            page={page}
                            onSort={setPage}
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
