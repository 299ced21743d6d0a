import { useEffect, useRef } from "react";
import { Alert } from "../shared/alert";
import { t } from "../shared/messages";
import { type Policy } from "../shared/policy";
import { LoginRequired } from "../shared/silent-login";
import { describe } from "./form-problems";
import { consoleUrl } from "./page-config";
import { homes } from "./sign-in";

/**
 * The reason of a rejection. It takes the focus, because the button may be off screen, once a dialog that closes has given
 * it back.
 */
export function Problem({ error, policy }: { error: unknown; policy?: Policy }) {
    const alert = useRef<HTMLDivElement>(null);
    useEffect(() => {
        const focus = setTimeout(() => alert.current?.focus());
        return () => clearTimeout(focus);
    }, [error]);
    return (
        <div ref={alert} tabIndex={-1}>
            <Alert
                isInline
                isLiveRegion
                component="h2"
                variant="danger"
                title={describe(error, policy)}
                className="api-tokens-problem"
            >
                {error instanceof LoginRequired && <LoginLinks />}
            </Alert>
        </div>
    );
}

/** In a window of their own, from which one comes back here. */
export const LoginLinks = () => (
    <ul className="admin-list">
        {homes.map((home) => (
            <li key={home}>
                <a href={consoleUrl(home)} target="_blank" rel="noreferrer">
                    {t("adminSignInAt", { realm: home })}
                </a>
            </li>
        ))}
    </ul>
);

/** Something that this person may not do, and which role it takes. */
export const Missing = ({ text }: { text: string }) => (
    <Alert isInline isPlain component="p" variant="info" title={text} className="api-tokens-problem" />
);
