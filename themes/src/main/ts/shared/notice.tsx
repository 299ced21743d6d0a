import { Alert, AlertActionCloseButton } from "@patternfly/react-core";
import { t } from "./messages";

interface Props {
    readonly text: string;
    readonly onClose: () => void;
}

/** Something that was done. */
export const Notice = ({ text, onClose }: Props) => (
    <Alert
        isInline
        component="h2"
        isLiveRegion
        variant="success"
        title={text}
        className="api-tokens-problem"
        actionClose={<AlertActionCloseButton onClose={onClose} aria-label={t("close")} />}
    />
);
