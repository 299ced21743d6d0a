import { Button } from "@patternfly/react-core";
import { Modal } from "./modal";
import { type ReactNode, useState } from "react";
import { busyTexts } from "./busy-texts";
import { t } from "./messages";

interface Props {
    readonly title: string;
    /** What the button says that does it. */
    readonly action: string;
    readonly isDisabled?: boolean;
    /** Leaves the dialog open if it fails. Until it is known whether it did, nothing closes the dialog. */
    readonly onConfirm: () => Promise<void>;
    readonly onClose: () => void;
    /** Called instead of the above while it is being done, if it can be stopped. */
    readonly onStop?: () => void;
    /** Why it failed. */
    readonly problem: (error: unknown) => ReactNode;
    readonly children: ReactNode;
}

/** Asks before something is done that cannot be undone. */
export function ConfirmModal({
    title,
    action,
    isDisabled,
    onConfirm,
    onClose,
    onStop,
    problem,
    children,
}: Props) {
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

    const close = () => (busy ? onStop?.() : onClose());

    return (
        <Modal
            variant="small"
            isOpen
            titleIconVariant="warning"
            title={title}
            onClose={close}
            showClose={!busy || onStop !== undefined}
            actions={[
                <Button
                    key="confirm"
                    variant="danger"
                    isLoading={busy}
                    {...busyTexts()}
                    isDisabled={isDisabled}
                    isAriaDisabled={busy}
                    onClick={() => void confirm()}
                >
                    {action}
                </Button>,
                <Button key="cancel" variant="link" isAriaDisabled={busy && !onStop} onClick={close}>
                    {t("apiTokensCancel")}
                </Button>,
            ]}
        >
            {error !== undefined && problem(error)}
            {children}
        </Modal>
    );
}
