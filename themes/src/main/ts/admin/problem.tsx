import { Alert } from "@patternfly/react-core";
import { useEffect, useRef } from "react";
import { describeError } from "../shared/describe-error";
import { t } from "../shared/messages";
import { ApiError } from "../shared/rest";
import { LoginRequired } from "../shared/silent-login";
import { consoleUrl } from "./page-config";
import { homes } from "./sign-in";

/** What is wrong with a request only the server's own words say, whatever their language. */
const describe = (error: unknown) =>
    error instanceof ApiError && error.code === "INVALID_REQUEST" && error.message
        ? error.message
        : describeError(error);

/** The reason of a rejection. It takes the focus, because the button may be off screen. */
export function Problem({ error }: { error: unknown }) {
    const alert = useRef<HTMLDivElement>(null);
    useEffect(() => alert.current?.focus(), [error]);
    return (
        <div ref={alert} tabIndex={-1}>
            <Alert
                isInline
                isLiveRegion
                component="h2"
                variant="danger"
                title={describe(error)}
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
