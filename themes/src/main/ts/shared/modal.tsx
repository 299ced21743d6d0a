import { Modal as PatternFlyModal, type ModalProps } from "@patternfly/react-core";
import { useEffect, useId } from "react";
import { textLanguage } from "./locale";

/**
 * PatternFly's dialog, which stands outside of the page: it says itself in which language it is. PatternFly would give
 * these attributes to its body alone.
 */
export function Modal(props: Omit<ModalProps, "id" | "ref">) {
    const id = useId();
    useEffect(() => {
        const box = document.getElementById(id);
        if (box) {
            Object.assign(box, textLanguage());
        }
    }, [id]);
    return <PatternFlyModal id={id} className="api-tokens-modal" {...props} />;
}
