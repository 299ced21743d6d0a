// What is shown before it is known who is there.
import {
    Bullseye,
    Button,
    EmptyState,
    EmptyStateActions,
    EmptyStateBody,
    EmptyStateFooter,
    EmptyStateHeader,
    Spinner,
} from "@patternfly/react-core";
import { type ReactNode, useEffect } from "react";
import { describeError } from "../shared/describe-error";
import { t } from "../shared/messages";
import { LoginRequired } from "../shared/silent-login";
import { elsewhere, isApart, realm } from "./page-config";
import { LoginLinks } from "./problem";
import { NotAllowed } from "./sign-in";

export const Waiting = () => (
    <Bullseye>
        <Spinner aria-label={t("adminLoading")} aria-valuetext={t("adminLoading")} />
    </Bullseye>
);

/** What the page cannot work without, before anybody is asked for; undefined where all is well. */
export function obstacle(): ReactNode | undefined {
    const address = elsewhere();
    if (address) {
        return (
            <>
                {t("adminOtherAddress")} <a href={address}>{address}</a>
            </>
        );
    }
    if (isApart()) {
        return t("adminOtherOrigin");
    }
    return window.isSecureContext ? undefined : t("adminInsecure");
}

export const Obstacle = ({ children }: { children: ReactNode }) => (
    <Message title={t("adminFailed")}>{children}</Message>
);

/** Nobody, or nobody who may be here. Whoever comes back to this window from the login is let in without a word. */
export function AccessGate({ error, retry }: { error: unknown; retry: () => void }) {
    useEffect(() => {
        const comeBack = () => document.visibilityState === "visible" && retry();
        document.addEventListener("visibilitychange", comeBack);
        return () => document.removeEventListener("visibilitychange", comeBack);
    }, [retry]);
    const again = <Button onClick={retry}>{t("apiTokensTryAgain")}</Button>;
    if (error instanceof LoginRequired || error instanceof NotAllowed) {
        const key = error instanceof NotAllowed ? "adminNotAllowed" : "adminSignedOut";
        return (
            <Message title={t(`${key}Title`)} action={again}>
                <p>{t(key, { realm })}</p>
                <LoginLinks />
                <p>{t("adminComeBack")}</p>
            </Message>
        );
    }
    return (
        <Message title={t("adminFailed")} action={again}>
            {describeError(error)}
        </Message>
    );
}

const Message = ({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) => (
    <main className="admin-message">
        <EmptyState>
            <EmptyStateHeader titleText={title} headingLevel="h1" />
            <EmptyStateBody>{children}</EmptyStateBody>
            {action && (
                <EmptyStateFooter>
                    <EmptyStateActions>{action}</EmptyStateActions>
                </EmptyStateFooter>
            )}
        </EmptyState>
    </main>
);
