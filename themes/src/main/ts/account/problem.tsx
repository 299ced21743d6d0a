import { AlertActionLink } from "@patternfly/react-core";
import { useEffect, useRef } from "react";
import { Alert } from "../shared/alert";
import { describeError } from "../shared/describe-error";
import { type Draft } from "../shared/draft";
import { t } from "../shared/messages";
import { type Policy, policyValues } from "../shared/policy";
import { ApiError } from "../shared/rest";
import { LoginRequired } from "../shared/silent-login";
import { accessTokens, drafts, logIn, logInWithin } from "./session";

export const describe = (error: unknown, policy?: Policy) => describeError(error, policyValues(policy));

/** If only a login helps. */
export const needsLogin = (error: unknown) =>
    error instanceof LoginRequired || (error instanceof ApiError && error.maxAge !== undefined);

export function logInAnd(error: unknown, draft?: Draft) {
    if (draft) {
        drafts.keep(accessTokens.user, draft);
    }
    if (error instanceof ApiError && error.maxAge !== undefined) {
        void logInWithin(error.maxAge);
    } else {
        logIn();
    }
}

/** The reason of a rejection, with a link to log in if that helps. */
export function Problem({ error, policy, draft }: { error: unknown; policy?: Policy; draft?: () => Draft }) {
    const login = needsLogin(error);
    const alert = useRef<HTMLDivElement>(null);
    // What was pressed can be a screen away from where this is said.
    useEffect(() => alert.current?.focus(), [error]);
    return (
        <div ref={alert} tabIndex={-1}>
            <Alert
                isInline
                isLiveRegion
                component="h2"
                variant={login ? "info" : "danger"}
                title={describe(error, policy)}
                className="api-tokens-problem"
                actionLinks={
                    login && (
                        <AlertActionLink onClick={() => logInAnd(error, draft?.())}>
                            {t("apiTokensSignIn")}
                        </AlertActionLink>
                    )
                }
            >
                {login && draft && t("apiTokensKept")}
            </Alert>
        </div>
    );
}
