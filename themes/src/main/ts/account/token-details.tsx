import { Button, PageSection, Spinner } from "@patternfly/react-core";
import { type ReactNode, type Ref, useEffect, useState } from "react";
import { type ApiToken, type EndedApiToken } from "../shared/api-token";
import { Entries, tokenEntries } from "../shared/entries";
import { t } from "../shared/messages";
import { Actions, type TokenActions } from "../shared/token-actions";
import { useReading } from "../shared/use-reading";
import { LIST_ADDRESS } from "./address";
import { needsLogin, Problem } from "./problem";
import { api } from "./session";

interface Props {
    readonly id: string;
    /** Those that have not ended, and expired ones. */
    readonly tokens: readonly ApiToken[];
    readonly actions: TokenActions;
    readonly heading: Ref<HTMLHeadingElement>;
    /** What has happened. */
    readonly children: ReactNode;
}

/** All that there is to say of one token, which may have ended. */
export function TokenDetails({ id, tokens, actions, heading, children }: Props) {
    const live = tokens.find((token) => token.id === id);
    const isLive = live !== undefined;
    const { content: ended, error, read } = useReading<readonly EndedApiToken[]>();
    const [attempts, setAttempts] = useState(0);
    useEffect(() => {
        if (!isLive) {
            return read(api.ended());
        }
    }, [isLive, tokens, attempts, read]);
    // What it was stays until it is known that it ended, or that it is gone.
    const [known, setKnown] = useState(live);
    if (live && live !== known) {
        setKnown(live);
    }
    const token = live ?? (ended ? ended.find((one) => one.id === id) : known);

    return (
        <PageSection variant="light">
            <p>
                <a href={LIST_ADDRESS}>{t("apiTokensAll")}</a>
            </p>
            <h1 className="api-tokens-heading" data-testid="page-heading" tabIndex={-1} ref={heading}>
                {token?.name ?? t("apiTokens")}
            </h1>
            {children}
            <p role="status">{ended && !token && t("apiTokensNoSuch")}</p>
            {token ? (
                <>
                    <div className="api-tokens-toolbar">
                        <code>{token.prefix}…</code>
                        {live && <Actions token={live} {...actions} />}
                    </div>
                    <Entries entries={tokenEntries(token, live ? api.details : api.endedDetails)} />
                </>
            ) : error !== undefined ? (
                <>
                    <Problem error={error} />
                    {!needsLogin(error) && (
                        <Button variant="secondary" onClick={() => setAttempts(attempts + 1)}>
                            {t("apiTokensTryAgain")}
                        </Button>
                    )}
                </>
            ) : ended ? null : (
                <Spinner aria-label={t("apiTokens")} />
            )}
        </PageSection>
    );
}
