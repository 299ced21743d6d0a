import { Alert, AlertActionCloseButton } from "@patternfly/react-core";

interface Props {
    readonly text: string;
    /** What the button says that closes it. */
    readonly close: string;
    readonly onClose: () => void;
}

/** Something that was done. */
export const Notice = ({ text, close, onClose }: Props) => (
    <Alert
        isInline
        component="h2"
        isLiveRegion
        variant="success"
        title={text}
        className="api-tokens-problem"
        actionClose={<AlertActionCloseButton onClose={onClose} aria-label={close} />}
    />
);
