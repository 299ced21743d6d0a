import {
    Button,
    EmptyState,
    EmptyStateActions,
    EmptyStateBody,
    EmptyStateFooter,
    EmptyStateHeader,
} from "@patternfly/react-core";
import { Alert } from "./alert";
import { type ApiToken } from "./api-token";
import { t } from "./messages";
import { type Policy, usedInWords } from "./policy";
import { inWords } from "./times";
import { type TokenActions } from "./token-actions";
import { type Details, TokenTable } from "./token-table";

interface Props {
    readonly tokens: readonly ApiToken[];
    readonly policy: Policy;
    readonly details: Details;
    readonly onCreate: () => void;
    readonly onRefresh: () => void;
    readonly actions: TokenActions;
}

/** The tokens that there are, and how many more there may be. */
export function Tokens({ tokens, policy, details, onCreate, onRefresh, actions }: Props) {
    const isLimitReached = policy.used >= policy.maxPerUser;
    const createButton = (
        <Button onClick={onCreate} isAriaDisabled={isLimitReached}>
            {t("apiTokensCreate")}
        </Button>
    );
    return (
        <>
            {isLimitReached && <LimitReached limit={policy.maxPerUser} />}
            {tokens.length === 0 ? (
                <EmptyState>
                    <EmptyStateHeader titleText={t("apiTokensEmpty")} headingLevel="h2" />
                    <EmptyStateBody>{t("apiTokensEmptyHelp")}</EmptyStateBody>
                    <EmptyStateFooter>
                        <EmptyStateActions>{createButton}</EmptyStateActions>
                    </EmptyStateFooter>
                </EmptyState>
            ) : (
                <>
                    <div className="api-tokens-toolbar">
                        {createButton}
                        <span>{usedInWords(policy)}</span>
                        <Button variant="link" onClick={onRefresh}>
                            {t("apiTokensRefresh")}
                        </Button>
                    </div>
                    <TokenTable tokens={tokens} details={details} actions={actions} />
                </>
            )}
            {policy.inactivityDays !== null && (
                <p className="api-tokens-note">
                    {t("apiTokensInactivity", { time: inWords(`${policy.inactivityDays}d`) })}
                </p>
            )}
        </>
    );
}

const LimitReached = ({ limit }: { limit: number }) => (
    <Alert
        isInline
        component="h2"
        variant="warning"
        title={t("apiTokensLimitReached", { limit })}
        className="api-tokens-problem"
    >
        {t("apiTokensLimitReachedHelp")}
    </Alert>
);
