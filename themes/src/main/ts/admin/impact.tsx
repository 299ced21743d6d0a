import { useEffect, useRef } from "react";
import { Alert } from "../shared/alert";
import { t } from "../shared/messages";
import { type PolicyImpact } from "./api";
import { count } from "./texts";

/** The text of each kind of tokens or owners, in the order of the list. */
const TEXTS: Readonly<Record<keyof PolicyImpact, string>> = {
    overlong: "adminImpact_overlong",
    unending: "adminImpact_unending",
    profileNotAllowed: "adminImpact_profileNotAllowed",
    unused: "adminImpact_unused",
    signedOut: "adminImpact_signedOut",
    fullAccess: "adminImpact_fullAccess",
    ownersOverLimit: "adminImpact_ownersOverLimit",
};

const KINDS = Object.keys(TEXTS) as (keyof PolicyImpact)[];

/** A line for each kind that there is any of. */
export const ImpactTexts = ({ impact }: { impact: Partial<PolicyImpact> }) => (
    <ul className="admin-list">
        {KINDS.map((kind) => [kind, impact[kind] ?? 0] as const)
            .filter(([, number]) => number > 0)
            .map(([kind, number]) => (
                <li key={kind}>{count(TEXTS[kind], number)}</li>
            ))}
    </ul>
);

/** What the policy in the form would mean for tokens that exist. */
export function Impact({ impact }: { impact: PolicyImpact }) {
    const alert = useRef<HTMLDivElement>(null);
    useEffect(() => alert.current?.focus(), [impact]);
    // A token that never expires is overlong, too, and has a line of its own.
    const shown = { ...impact, overlong: impact.overlong - impact.unending };
    const hasAny = KINDS.some((kind) => shown[kind] > 0);
    return (
        <div ref={alert} tabIndex={-1}>
            <Alert
                isInline
                isLiveRegion
                component="h3"
                variant={hasAny ? "warning" : "success"}
                title={t(hasAny ? "adminImpact" : "adminNoImpact")}
            >
                {hasAny && <ImpactTexts impact={shown} />}
            </Alert>
        </div>
    );
}
