import { AlertActionCloseButton } from "@patternfly/react-core";
import { Alert } from "./alert";
import { t } from "./messages";

interface Props {
    readonly text: string;
    readonly variant?: "success" | "info" | "warning";
    /** Missing if it stays. */
    readonly onClose?: () => void;
}

/** Something that was done, or has happened. */
export const Notice = ({ text, variant = "success", onClose }: Props) => (
    <Alert
        isInline
        component="h2"
        isLiveRegion
        variant={variant}
        title={text}
        className="api-tokens-problem"
        actionClose={onClose && <AlertActionCloseButton onClose={onClose} aria-label={t("apiTokensClose")} />}
    />
);
