import { Button, Form } from "@patternfly/react-core";
import { type FormEvent, type ReactNode, type RefObject } from "react";
import { busyTexts } from "./busy-texts";
import { t } from "./messages";
import { Modal } from "./modal";

interface Props {
    readonly formId: string;
    readonly form?: RefObject<HTMLFormElement | null>;
    readonly title: string;
    readonly description?: string;
    /** What the button says that does it. */
    readonly action: string;
    readonly isDanger?: boolean;
    readonly isDisabled?: boolean;
    /** Whether it is being done. Until it is known what came of it, nothing closes the dialog. */
    readonly busy: boolean;
    readonly onSubmit: () => Promise<void>;
    readonly onClose: () => void;
    readonly children: ReactNode;
}

/** A dialog with a form. */
export function FormModal({
    formId,
    form,
    title,
    description,
    action,
    isDanger,
    isDisabled,
    busy,
    onSubmit,
    onClose,
    children,
}: Props) {
    const submit = (event: FormEvent) => {
        event.preventDefault();
        if (!busy) {
            void onSubmit();
        }
    };
    const close = () => !busy && onClose();
    return (
        <Modal
            variant="small"
            isOpen
            title={title}
            description={description}
            onClose={close}
            showClose={!busy}
            actions={[
                <Button
                    key="submit"
                    type="submit"
                    form={formId}
                    variant={isDanger ? "danger" : "primary"}
                    isLoading={busy}
                    {...busyTexts()}
                    isDisabled={isDisabled}
                    isAriaDisabled={busy}
                >
                    {action}
                </Button>,
                <Button key="cancel" variant="link" isAriaDisabled={busy} onClick={close}>
                    {t("apiTokensCancel")}
                </Button>,
            ]}
        >
            <Form ref={form} id={formId} onSubmit={submit} noValidate>
                {children}
            </Form>
        </Modal>
    );
}
