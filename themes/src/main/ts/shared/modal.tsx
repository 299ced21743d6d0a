import { Modal as PatternFlyModal, type ModalProps } from "@patternfly/react-core";
import { useEffect, useId } from "react";
import { textLanguage } from "./locale";
import { t } from "./messages";

/**
 * PatternFly's dialog, which stands outside of the page: it says itself in which language it is. PatternFly would give
 * these attributes to its body alone, and name its button and its icon in English.
 */
export function Modal(props: Omit<ModalProps, "id" | "ref">) {
    const id = useId();
    const { showClose } = props;
    useEffect(() => {
        const box = document.getElementById(id);
        if (box) {
            Object.assign(box, textLanguage());
            box.querySelector(".pf-v5-c-modal-box__close > button")?.setAttribute(
                "aria-label",
                t("apiTokensClose"),
            );
        }
    }, [id, showClose]);
    const icon = props.titleIconVariant;
    return (
        <PatternFlyModal
            id={id}
            className="api-tokens-modal"
            titleLabel={typeof icon === "string" ? t(`apiTokensAlert_${icon}`) : ""}
            {...props}
        />
    );
}
