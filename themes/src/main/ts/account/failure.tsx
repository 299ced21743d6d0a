import {
    Button,
    EmptyState,
    EmptyStateActions,
    EmptyStateBody,
    EmptyStateFooter,
    EmptyStateHeader,
    PageSection,
} from "@patternfly/react-core";
import { textLanguage } from "../shared/locale";
import { t } from "../shared/messages";
import { ApiError } from "../shared/rest";
import { describe, logInAnd, needsLogin } from "./problem";

/** Instead of the tokens, when they cannot be had. */
export function Failure({ error, retry }: { error: unknown; retry: () => void }) {
    const login = needsLogin(error);
    const disabled =
        error instanceof ApiError && ["API_TOKENS_DISABLED", "NOT_INSTALLED"].includes(error.code);
    return (
        <PageSection variant="light" {...textLanguage()}>
            <EmptyState>
                <EmptyStateHeader
                    titleText={t(
                        login
                            ? "apiTokensSignedOutTitle"
                            : disabled
                              ? "apiTokensDisabledTitle"
                              : "apiTokensFailedTitle",
                    )}
                    headingLevel="h1"
                />
                <EmptyStateBody>{describe(error)}</EmptyStateBody>
                <EmptyStateFooter>
                    <EmptyStateActions>
                        {login ? (
                            <Button onClick={() => logInAnd(error)}>{t("apiTokensSignIn")}</Button>
                        ) : (
                            <Button onClick={retry}>{t("apiTokensTryAgain")}</Button>
                        )}
                    </EmptyStateActions>
                </EmptyStateFooter>
            </EmptyState>
        </PageSection>
    );
}
