import {
    Alert,
    AlertActionCloseButton,
    Bullseye,
    Button,
    EmptyState,
    EmptyStateActions,
    EmptyStateBody,
    EmptyStateFooter,
    EmptyStateHeader,
    PageSection,
    Spinner,
    Text,
    TextContent,
} from "@patternfly/react-core";
import { useCallback, useEffect, useRef, useState } from "react";
import { ApiError, type ApiToken, getPolicy, listTokens, type MintedApiToken, type Policy } from "./api";
import { CreateModal } from "./create-modal";
import { type Draft, takeDraft } from "./draft";
import { loadMessages, t } from "./messages";
import { describe, logInAnd, needsLogin } from "./problem";
import { RevokeModal } from "./revoke-modal";
import { RotateModal } from "./rotate-modal";
import { SecretModal } from "./secret-modal";
import { TokenTable } from "./token-table";

interface Content {
    readonly tokens: readonly ApiToken[];
    readonly policy: Policy;
}

type Open =
    | { readonly what: "create" }
    | { readonly what: "rotate" | "revoke"; readonly token: ApiToken }
    | { readonly what: "secret"; readonly token: MintedApiToken };

/** The page API tokens of the account console. */
export default function ApiTokensPage() {
    const [content, setContent] = useState<Content>();
    const [error, setError] = useState<unknown>();
    const [open, setOpen] = useState<Open>();
    const [draft, setDraft] = useState<Draft>();
    const [notice, setNotice] = useState<string>();
    const heading = useRef<HTMLHeadingElement>(null);

    const load = useCallback(async () => {
        setError(undefined);
        try {
            const [tokens, policy] = await Promise.all([listTokens(), getPolicy(), loadMessages()]);
            setContent({ tokens, policy });
        } catch (refusal) {
            await loadMessages().catch(() => undefined);
            setError(refusal);
        }
    }, []);

    useEffect(() => void load(), [load]);

    // What the person was about to do when they had to log in.
    useEffect(() => {
        if (!content) {
            return;
        }
        const kept = takeDraft();
        if (kept?.action === "create") {
            setOpen({ what: "create" });
        } else if (kept) {
            const token = content.tokens.find(({ id }) => id === kept.id);
            setOpen(token && { what: "rotate", token });
        }
        if (kept) {
            setDraft(kept);
        }
    }, [content]);

    const close = useCallback(() => {
        setOpen(undefined);
        setDraft(undefined);
    }, []);

    const shown = useCallback((token: MintedApiToken) => {
        setNotice(undefined);
        setOpen({ what: "secret", token });
    }, []);

    const closeSecret = useCallback(() => {
        close();
        void load();
    }, [close, load]);

    const revoked = (token: ApiToken) => {
        close();
        setNotice(t("apiTokensRevoked", { name: token.name }));
        void load().then(() => heading.current?.focus());
    };

    if (error !== undefined) {
        return <Failure error={error} retry={() => void load()} />;
    }
    if (!content) {
        return (
            <PageSection variant="light" isFilled>
                <Bullseye>
                    <Spinner aria-label="API tokens" />
                </Bullseye>
            </PageSection>
        );
    }

    const { tokens, policy } = content;
    const full = policy.used >= policy.maxPerUser;
    const createButton = (
        <Button onClick={() => setOpen({ what: "create" })} isAriaDisabled={full}>
            {t("apiTokensCreate")}
        </Button>
    );
    return (
        <>
            <PageSection variant="light">
                <TextContent>
                    <h1 data-testid="page-heading" tabIndex={-1} ref={heading}>
                        {t("apiTokens")}
                    </h1>
                    <Text component="p">{t("apiTokensDescription")}</Text>
                </TextContent>
            </PageSection>
            <PageSection variant="light">
                {notice && (
                    <Alert
                        isInline
                        component="h2"
                        isLiveRegion
                        variant="success"
                        title={notice}
                        className="api-tokens-problem"
                        actionClose={
                            <AlertActionCloseButton
                                onClose={() => setNotice(undefined)}
                                aria-label={t("close")}
                            />
                        }
                    />
                )}
                {full && (
                    <Alert
                        isInline
                        component="h2"
                        variant="warning"
                        title={t("apiTokensFull", { cap: policy.maxPerUser })}
                        className="api-tokens-problem"
                    >
                        {t("apiTokensFullHelp")}
                    </Alert>
                )}
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
                            <span>{t("apiTokensUsed", { used: policy.used, cap: policy.maxPerUser })}</span>
                            <Button variant="link" onClick={() => void load()}>
                                {t("apiTokensRefresh")}
                            </Button>
                        </div>
                        <TokenTable
                            tokens={tokens}
                            onRotate={(token) => setOpen({ what: "rotate", token })}
                            onRevoke={(token) => setOpen({ what: "revoke", token })}
                        />
                    </>
                )}
                {policy.inactivityDays !== null && (
                    <p className="api-tokens-note">
                        {t("apiTokensInactivity", { days: policy.inactivityDays })}
                    </p>
                )}
            </PageSection>
            {open?.what === "create" && (
                <CreateModal
                    policy={policy}
                    draft={draft?.action === "create" ? draft.form : undefined}
                    onCreated={shown}
                    onClose={close}
                />
            )}
            {open?.what === "rotate" && (
                <RotateModal
                    token={open.token}
                    policy={policy}
                    draft={draft?.action === "rotate" ? draft.overlap : undefined}
                    onRotated={shown}
                    onClose={close}
                />
            )}
            {open?.what === "revoke" && (
                <RevokeModal token={open.token} onRevoked={() => revoked(open.token)} onClose={close} />
            )}
            {open?.what === "secret" && <SecretModal token={open.token} onClose={closeSecret} />}
        </>
    );
}

function Failure({ error, retry }: { error: unknown; retry: () => void }) {
    const login = needsLogin(error);
    const disabled = error instanceof ApiError && error.code === "API_TOKENS_DISABLED";
    return (
        <PageSection variant="light">
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
