import { Button } from "@patternfly/react-core";
import { t } from "../shared/messages";
import { type Page } from "./api";
import { count, inDigits } from "./texts";

interface Props {
    readonly page: Page;
    /** How many are on it. */
    readonly shown: number;
    /** Undefined where nobody knows. */
    readonly total?: number;
    readonly onChange: (page: Page) => void;
}

export function Pager({ page, shown, total, onChange }: Props) {
    const next = page.first + page.max;
    // A page may be short because not every owner may be seen.
    const isLast = total === undefined ? shown === 0 : next >= total;
    return (
        <>
            <span role="status">
                {total === undefined || total === 0
                    ? count("adminTokenCount", shown)
                    : t("adminRange", {
                          from: inDigits(Math.min(page.first + 1, total)),
                          to: inDigits(Math.min(next, total)),
                          total: inDigits(total),
                      })}
            </span>
            {(page.first > 0 || !isLast) && (
                <>
                    <Button
                        variant="secondary"
                        size="sm"
                        isDisabled={page.first === 0}
                        onClick={() => onChange({ ...page, first: Math.max(0, page.first - page.max) })}
                    >
                        {t("adminPrevious")}
                    </Button>
                    <Button
                        variant="secondary"
                        size="sm"
                        isDisabled={isLast}
                        onClick={() => onChange({ ...page, first: next })}
                    >
                        {t("adminNext")}
                    </Button>
                </>
            )}
            <span className="admin-end" />
        </>
    );
}
