import { Button } from "@patternfly/react-core";
import { type ApiToken } from "./api-token";
import { t } from "./messages";
import { expiry } from "./times";

/** What the buttons of a token do. */
export interface TokenActions {
    readonly onEdit: (token: ApiToken) => void;
    readonly onRotate: (token: ApiToken) => void;
    readonly onRevoke: (token: ApiToken) => void;
}

/** The buttons of a token. */
export const Actions = ({
    token,
    onEdit,
    onRotate,
    onRevoke,
}: TokenActions & { readonly token: ApiToken }) => (
    <div className="api-tokens-actions">
        <Button
            variant="secondary"
            size="sm"
            aria-label={t("apiTokensEditNamed", { name: token.name })}
            onClick={() => onEdit(token)}
        >
            {t("apiTokensEdit")}
        </Button>
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
);
