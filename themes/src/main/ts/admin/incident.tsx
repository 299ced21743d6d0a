import { t } from "../shared/messages";
import { useAdministrator } from "./administrator";
import { Lookup } from "./lookup";
import { NotBeforeForm } from "./not-before-form";
import { Missing } from "./problem";

interface Props {
    readonly changes: number;
    readonly onDone: (notice: string) => void;
}

/** What to do when secrets got where they should not be. */
export function Incident({ changes, onDone }: Props) {
    const { rights } = useAdministrator();
    return (
        <div className="admin-parts">
            <Lookup onDone={onDone} />
            <div className="admin-narrow">
                {rights.managePolicy && rights.manageAllTokens ? (
                    <NotBeforeForm changes={changes} onDone={onDone} />
                ) : (
                    <Missing text={t("adminNeedsForNotBefore")} />
                )}
            </div>
        </div>
    );
}
