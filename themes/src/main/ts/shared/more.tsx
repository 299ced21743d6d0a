import { Button } from "@patternfly/react-core";
import { inDigits } from "./locale";
import { t } from "./messages";

/** How many rows a table shows at a time: a browser takes close to a minute for thousands. */
export const ROWS = 100;

interface Props {
    readonly shown: number;
    readonly total: number;
    readonly onMore: () => void;
}

/** How much of a long table is to be seen, and the button for more of it; nothing if all is. */
export function More({ shown, total, onMore }: Props) {
    return (
        shown < total && (
            <div className="api-tokens-more">
                <span role="status">
                    {t("apiTokensShown", { shown: inDigits(shown), total: inDigits(total) })}
                </span>
                <Button variant="secondary" onClick={onMore}>
                    {t("apiTokensShowMore")}
                </Button>
            </div>
        )
    );
}
