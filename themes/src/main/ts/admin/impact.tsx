import { Alert } from "@patternfly/react-core";
import { useEffect, useRef } from "react";
import { t } from "../shared/messages";
import { type PolicyImpact } from "./api";
import { count } from "./texts";

const KINDS = ["overlong", "unending", "profileNotAllowed", "unused", "ownersOverCap"] as const;

/** What the policy in the form would mean for tokens that exist. */
export function Impact({ impact }: { impact: PolicyImpact }) {
    const alert = useRef<HTMLDivElement>(null);
    useEffect(() => alert.current?.focus(), [impact]);
    const kinds = KINDS.filter((kind) => impact[kind] > 0);
    return (
        <div ref={alert} tabIndex={-1}>
            <Alert
                isInline
                isLiveRegion
                component="h3"
                variant={kinds.length > 0 ? "warning" : "success"}
                title={t(kinds.length > 0 ? "adminImpact" : "adminNoImpact")}
            >
                {kinds.length > 0 && (
                    <ul className="admin-list">
                        {kinds.map((kind) => (
                            <li key={kind}>{count(`adminImpact_${kind}`, impact[kind])}</li>
                        ))}
                    </ul>
                )}
            </Alert>
        </div>
    );
}
