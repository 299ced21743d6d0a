import { Pagination } from "@patternfly/react-core";
import { inDigits } from "../shared/locale";
import { t } from "../shared/messages";
import { type Page } from "./api";
import { PAGE_SIZES } from "./filters";
import { count } from "./texts";

const SMALLEST = Math.min(...PAGE_SIZES);

interface Props {
    readonly page: Page;
    /** How many are on it. */
    readonly shown: number;
    /** Undefined as long as nobody has counted. */
    readonly total?: number;
    readonly onChange: (page: Page) => void;
}

export function Pager({ page, shown, total, onChange }: Props) {
    const end = page.first + shown;
    // The server leaves no gaps: a page that is not full is the last one.
    const known = total ?? (shown < page.max ? end : undefined);
    return (
        <>
            <span role="status">
                {known === undefined || shown === 0
                    ? count("adminTokenCount", shown)
                    : t("adminRange", {
                          from: inDigits(page.first + 1),
                          to: inDigits(end),
                          total: inDigits(Math.max(known, end)),
                      })}
            </span>
            {(known === undefined || known > SMALLEST) && (
                <Pagination
                    className="admin-pages"
                    widgetId="admin-pages"
                    variant="bottom"
                    isStatic
                    itemCount={known}
                    perPage={page.max}
                    page={Math.floor(page.first / page.max) + 1}
                    perPageOptions={PAGE_SIZES.map((value) => ({ title: inDigits(value), value }))}
                    toggleTemplate={t("adminPerPage", { number: inDigits(page.max) })}
                    titles={{
                        paginationAriaLabel: t("adminPages"),
                        currPageAriaLabel: t("adminPage"),
                        ofWord: t("adminOf"),
                        optionsToggleAriaLabel: t("adminPageSize"),
                        perPageSuffix: "",
                        toFirstPageAriaLabel: t("adminFirst"),
                        toPreviousPageAriaLabel: t("adminPrevious"),
                        toNextPageAriaLabel: t("adminNext"),
                        toLastPageAriaLabel: t("adminLast"),
                    }}
                    onSetPage={(_, number) => onChange({ ...page, first: (number - 1) * page.max })}
                    onPerPageSelect={(_, max, number) =>
                        onChange({ ...page, max, first: (number - 1) * max })
                    }
                />
            )}
        </>
    );
}
