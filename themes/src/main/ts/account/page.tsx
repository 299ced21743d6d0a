import { Bullseye, PageSection, Spinner, Text, TextContent } from "@patternfly/react-core";
import { useCallback, useEffect, useRef, useState } from "react";
import { type IssuedApiToken } from "../shared/api-token";
import { Dialog, type Open, withNewest } from "../shared/dialog";
import { type Draft } from "../shared/draft";
import { setLocale, textLanguage } from "../shared/locale";
import { t } from "../shared/messages";
import { Notice } from "../shared/notice";
import { SecretModal } from "../shared/secret-modal";
import { type TokenActions } from "../shared/token-actions";
import { Tokens } from "../shared/tokens";
import { tokenAddress, useAddressedToken } from "./address";
import { EndedTokens } from "./ended-tokens";
import { environment, realmUrl } from "./environment";
import { nextExpiry } from "./expiring";
import { Failure } from "./failure";
import { useOwnAddress } from "./own-address";
import { describe, Problem } from "./problem";
import { RevokeModal } from "./revoke-modal";
import { accessTokens, api, drafts } from "./session";
import { TokenDetails } from "./token-details";
import { useTokens } from "./use-tokens";

if (environment.locale) {
    setLocale(environment.locale);
}

/** Each token's details. */
const ON_PAGES = { href: tokenAddress };

const SELF = realmUrl("api-tokens/self");

interface Message {
    readonly text: string;
    readonly variant?: "info";
}

const linkTo = (id: string) =>
    document.querySelector<HTMLAnchorElement>(`.api-tokens-page a[href="${CSS.escape(tokenAddress(id))}"]`);

/** The page API tokens of the account console. */
export default function ApiTokensPage() {
    const [open, setOpen] = useState<Open>();
    const [draft, setDraft] = useState<Draft>();
    const [notice, setNotice] = useState<Message>();
    const heading = useRef<HTMLHeadingElement>(null);
    const restored = useRef(false);
    const addressed = useAddressedToken();
    const isList = addressed === undefined;
    const left = useRef(addressed);
    useOwnAddress();

    const sayGone = useCallback(
        (names: string) => setNotice({ text: t("apiTokensGoneMeanwhile", { names }), variant: "info" }),
        [],
    );
    const { content, error, load, setPolicy, remove } = useTokens(sayGone);

    // Another tab may have changed the list. What is entered in a dialog is not disturbed.
    useEffect(() => {
        const refresh = () => !open && void load();
        addEventListener("focus", refresh);
        return () => removeEventListener("focus", refresh);
    }, [load, open]);

    // Nobody has to reload to learn of it.
    const tokens = content?.tokens;
    useEffect(() => {
        const next = nextExpiry(tokens ?? [], Date.now());
        if (!next) {
            return;
        }
        const timer = setTimeout(() => {
            setNotice({ text: t("apiTokensExpiredNow", { names: next.names }), variant: "info" });
            void load();
        }, next.millis);
        return () => clearTimeout(timer);
    }, [tokens, load]);

    // The details begin at their top, and the list is gone on with where it was left.
    useEffect(() => {
        const before = left.current;
        if (before !== addressed) {
            left.current = addressed;
            const link = addressed === undefined && before !== undefined ? linkTo(before) : null;
            link?.focus();
            if (!link || document.activeElement !== link) {
                heading.current?.focus();
            }
        }
    }, [addressed]);

    // What the person was about to do when they had to log in.
    useEffect(() => {
        if (!content || restored.current) {
            return;
        }
        restored.current = true;
        const kept = drafts.find(accessTokens.user);
        if (!kept) {
            return;
        }
        if (kept.action === "create") {
            setOpen({ what: "create" });
            setDraft(kept);
            return;
        }
        const token = content.tokens.find(({ id }) => id === kept.id);
        if (token) {
            setOpen({ what: kept.action, token });
            setDraft(kept);
        } else {
            drafts.drop(); // its token is gone
        }
    }, [content]);

    const close = useCallback(() => {
        setOpen(undefined);
        setDraft(undefined);
        drafts.drop();
    }, []);

    const shown = useCallback((token: IssuedApiToken) => {
        setNotice(undefined);
        drafts.drop();
        setOpen({ what: "secret", token });
    }, []);

    // What was pressed may be gone: the focus goes to the top of the page.
    const reload = useCallback(() => load().then(() => heading.current?.focus()), [load]);

    const leave = useCallback(() => {
        close();
        void reload();
    }, [close, reload]);

    const done = (text: string) => {
        close();
        setNotice({ text });
        void reload();
    };

    const actions: TokenActions = {
        onEdit: (token) => setOpen({ what: "edit", token }),
        onRotate: (token) => setOpen({ what: "rotate", token }),
        onRevoke: (token) => setOpen({ what: "revoke", token }),
    };
    const notices = (
        <>
            {error !== undefined && (
                <Notice text={t("apiTokensOld", { reason: describe(error) })} variant="warning" />
            )}
            {notice && <Notice {...notice} onClose={() => setNotice(undefined)} />}
        </>
    );
    const list = content ? (
        <div className="api-tokens-page" {...textLanguage()}>
            {/* What is open in it stays open. */}
            <div hidden={!isList}>
                <PageSection variant="light">
                    <TextContent>
                        <h1
                            data-testid={isList ? "page-heading" : undefined}
                            tabIndex={-1}
                            ref={isList ? heading : undefined}
                        >
                            {t("apiTokens")}
                        </h1>
                        <Text component="p">{t("apiTokensDescription")}</Text>
                    </TextContent>
                </PageSection>
                <PageSection variant="light">
                    {isList && notices}
                    <Tokens
                        {...content}
                        details={ON_PAGES}
                        onCreate={() => {
                            // Roles and settings may have changed since the page was opened.
                            void load();
                            setOpen({ what: "create" });
                        }}
                        onRefresh={() => void load()}
                        actions={actions}
                    />
                    <EndedTokens shown={content.tokens} details={ON_PAGES} />
                </PageSection>
            </div>
            {!isList && (
                <TokenDetails key={addressed} id={addressed} {...content} actions={actions} heading={heading}>
                    {notices}
                </TokenDetails>
            )}
            {open && open.what !== "secret" && (
                <Dialog
                    open={withNewest(open, content.tokens)}
                    api={api}
                    policy={content.policy}
                    selfUrl={SELF}
                    draft={draft}
                    onDraft={(entered) => drafts.keep(accessTokens.user, entered)}
                    describe={(failure) => describe(failure, content.policy)}
                    problem={(failure, entered) => (
                        <Problem error={failure} policy={content.policy} draft={() => entered} />
                    )}
                    revocation={(token) => (
                        <RevokeModal
                            token={token}
                            onRevoked={() => {
                                remove(token);
                                done(t("apiTokensRevoked", { name: token.name }));
                            }}
                            onGone={leave}
                            onClose={close}
                        />
                    )}
                    onPolicy={setPolicy}
                    onIssued={shown}
                    onEdited={({ name }) => done(t("apiTokensEdited", { name }))}
                    onGone={leave}
                    onStale={() => void load()}
                    onClose={close}
                    onSecretClosed={leave}
                />
            )}
        </div>
    ) : error !== undefined ? (
        <Failure error={error} retry={() => void load()} />
    ) : (
        <PageSection variant="light" isFilled>
            <Bullseye>
                <Spinner aria-label="API tokens" />
            </Bullseye>
        </PageSection>
    );
    // A new secret is shown this once, whatever has become of the list.
    return (
        <>
            {list}
            {open?.what === "secret" && <SecretModal token={open.token} selfUrl={SELF} onClose={leave} />}
        </>
    );
}
