import { useEffect, useState } from "react";
import { inDigits } from "../shared/locale";
import { t } from "../shared/messages";
import { whileWanted } from "../shared/while-wanted";
import { useAdministrator } from "./administrator";
import { type Counts } from "./api";
import { expiringSoon, type Filters, linkTo, type Route, unused } from "./filters";

interface Props {
    readonly changes: number;
    readonly route: Route;
}

/** How many tokens there are, and how many deserve a look; each number leads to them. */
export function Summary({ changes, route }: Props) {
    const { api } = useAdministrator();
    const [counts, setCounts] = useState<Counts>();
    // Without them the page is as good as with them; what fails here fails below, too, where it is said.
    // Each list comes with numbers of its moment.
    const filters = route.view === "tokens" ? route.filters : undefined;
    useEffect(() => whileWanted(api.counts(), setCounts), [api, changes, filters]);
    const figures: readonly [keyof Counts, Filters][] = [
        ["live", { state: "live" }],
        ["expiringSoon", expiringSoon()],
        ["unused", unused()],
        ["ownerDisabled", { state: "owner_disabled" }],
        ["ownerGone", { state: "owner_gone" }],
        ["expired", { state: "expired" }],
        ["revoked", { state: "revoked" }],
    ];
    return (
        <ul className="admin-summary" aria-label={t("adminSummary")}>
            {figures.map(([figure, filters]) => (
                <li key={figure}>
                    <a
                        href={linkTo(filters)}
                        aria-current={
                            route.view === "tokens" && isSame(route.filters, filters) ? "true" : undefined
                        }
                    >
                        <strong>{counts ? inDigits(counts[figure]) : "…"}</strong>
                        {t(`adminCount_${figure}`)}
                    </a>
                </li>
            ))}
        </ul>
    );
}

/** Of the same kind: the times go on with the clock. */
const isSame = (one: Filters, other: Filters) =>
    one.state === other.state && Object.keys(one).sort().join() === Object.keys(other).sort().join();
