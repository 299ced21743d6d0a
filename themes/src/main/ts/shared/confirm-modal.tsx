import { Button } from "@patternfly/react-core";
import { Modal } from "./modal";
import { type ReactNode, useState } from "react";
import { t } from "./messages";

interface Props {
    readonly title: string;
    /** What the button says that does it. */
    readonly action: string;
    readonly isDisabled?: boolean;
    /** Leaves the dialog open if it fails. */
    readonly onConfirm: () => Promise<void>;
    readonly onClose: () => void;
    /** Why it failed. */
    readonly problem: (error: unknown) => ReactNode;
    readonly children: ReactNode;
}

/** Asks before something is done that cannot be undone. */
export function ConfirmModal({ title, action, isDisabled, onConfirm, onClose, problem, children }: Props) {
    const [error, setError] = useState<unknown>();
    const [busy, setBusy] = useState(false);

    const confirm = async () => {
        setBusy(true);
        setError(undefined);
        try {
            await onConfirm();
        } catch (failure) {
            setError(failure);
            setBusy(false);
        }
    };

    return (
        <Modal
            variant="small"
            isOpen
            titleIconVariant="warning"
            title={title}
            onClose={onClose}
            actions={[
                <Button
                    key="confirm"
                    variant="danger"
                    isLoading={busy}
                    isDisabled={isDisabled}
                    isAriaDisabled={busy}
                    onClick={() => void confirm()}
                >
                    {action}
                </Button>,
                <Button key="cancel" variant="link" onClick={onClose}>
                    {t("cancel")}
                </Button>,
            ]}
        >
            {error !== undefined && problem(error)}
            {children}
        </Modal>
    );
}
