import { t } from "../shared/messages";
import { useAdministrator } from "./administrator";
import { type AdminApiToken } from "./api";
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
    const revoked = (token: AdminApiToken) => onDone(t("apiTokensRevoked", { name: token.name }));
    return (
        <div className="admin-narrow">
            <Lookup onRevoked={revoked} />
            {rights.managePolicy && rights.manageAllTokens ? (
                <NotBeforeForm changes={changes} onDone={onDone} />
            ) : (
                <Missing text={t("adminNeedsForNotBefore")} />
            )}
        </div>
    );
}
