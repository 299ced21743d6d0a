import { useState } from "react";
import { ConfirmModal } from "../shared/confirm-modal";
import { t } from "../shared/messages";
import { type PolicyImpact } from "./api";
import { ConfirmCount, isConfirmed } from "./confirm-count";
import { ImpactTexts } from "./impact";
import { Problem } from "./problem";

/** The tokens that a policy makes inactive as soon as it is saved. */
export type Ending = Pick<PolicyImpact, "unused" | "signedOut">;

interface Props {
    /** Null if the administrator may not count them. */
    readonly ending: Ending | null;
    readonly onConfirm: () => Promise<void>;
    readonly onClose: () => void;
}

/** Asks before a policy makes tokens inactive: jobs stop at once. */
export function EndingModal({ ending, onConfirm, onClose }: Props) {
    const [typed, setTyped] = useState("");
    const number = ending && ending.unused + ending.signedOut;
    return (
        <ConfirmModal
            title={t("adminEndingTitle")}
            action={t("adminSavePolicy")}
            isDisabled={number !== null && !isConfirmed(number, typed)}
            onConfirm={onConfirm}
            onClose={onClose}
            problem={(failure) => <Problem error={failure} />}
        >
            <p>{t(ending ? "adminEndingHelp" : "adminEndingUncounted")}</p>
            {ending && <ImpactTexts impact={ending} />}
            {number !== null && <ConfirmCount number={number} typed={typed} onChange={setTyped} />}
        </ConfirmModal>
    );
}
