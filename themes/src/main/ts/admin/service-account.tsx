import { useCallback, useEffect, useMemo, useState } from "react";
import { t } from "../shared/messages";
import { type Policy } from "../shared/policy";
import { TokenTable } from "../shared/token-table";
import { useReading } from "../shared/use-reading";
import { Waiting } from "./access-gate";
import { useAdministrator } from "./administrator";
import { type AdminApi, type AdminApiToken, type Page } from "./api";
import { type Client } from "./clients";
import { ManagedTokens } from "./managed-tokens";
import { consoleUrl, realm } from "./page-config";
import { Missing, Problem } from "./problem";

/** As many as the server gives at once. */
const MOST: Page = { first: 0, max: 1000, sort: "createdAt", order: "desc" };

/** However many there are: an owner's page has all of them, too. */
async function allTokens(api: AdminApi, clientId: string) {
    const tokens: AdminApiToken[] = [];
    for (;;) {
        const found = await api.list({ serviceAccount: clientId }, { ...MOST, first: tokens.length });
        tokens.push(...found);
        if (found.length < MOST.max) {
            return tokens;
        }
    }
}

interface Content {
    /** Undefined if it does not exist, or this administrator may not view it. */
    readonly client?: Client;
    /** Undefined for those who may not view them. */
    readonly tokens?: readonly AdminApiToken[];
    /** Undefined for those who may not manage the client. */
    readonly policy?: Policy;
}

interface Props {
    readonly clientId: string;
    readonly changes: number;
    readonly onDone: (notice: string) => void;
}

/** The tokens of a client's service account, and the limits that hold for them. */
export function ServiceAccount({ clientId, changes, onDone }: Props) {
    const { api, clients, rights } = useAdministrator();
    const account = useMemo(() => api.serviceAccount(clientId), [api, clientId]);
    const { content, error, read, setContent } = useReading<Content>();
    const [refreshes, setRefreshes] = useState(0);

    const load = useCallback(async () => {
        const client = await clients.find(clientId);
        if (!client?.hasServiceAccount) {
            return { client };
        }
        const [tokens, policy] = await Promise.all([
            client.mayManage || rights.viewTokens ? allTokens(api, clientId) : undefined,
            client.mayManage ? account.policy() : undefined,
        ]);
        return { client, tokens, policy };
    }, [api, account, clients, clientId, rights]);

    useEffect(() => read(load()), [load, changes, refreshes, read]);

    if (!content) {
        return error === undefined ? <Waiting /> : <Problem error={error} />;
    }
    const { client, tokens, policy } = content;
    const problem = error !== undefined && <Problem error={error} />;
    if (!client) {
        return problem || <Missing text={t("adminNoClient", { client: clientId })} />;
    }
    return (
        <>
            <h2 className="admin-subject">{t("adminServiceAccountTitle", { client: clientId })}</h2>
            {problem}
            {!client.hasServiceAccount ? (
                <NoServiceAccount client={client} />
            ) : policy && tokens ? (
                <ManagedTokens
                    account={account}
                    tokens={tokens}
                    policy={policy}
                    onPolicy={(newest) => setContent({ ...content, policy: newest })}
                    onRefresh={() => setRefreshes(refreshes + 1)}
                    onDone={onDone}
                />
            ) : (
                <>
                    <Missing text={t("adminNeedsManageClient")} />
                    {tokens?.length === 0 ? (
                        <p>{t("apiTokensEmpty")}</p>
                    ) : (
                        tokens && <TokenTable tokens={tokens} details={{ load: api.details }} />
                    )}
                </>
            )}
        </>
    );
}

function NoServiceAccount({ client }: { client: Client }) {
    const { home } = useAdministrator();
    const settings = `${consoleUrl(home)}#/${encodeURIComponent(realm)}/clients/${client.id}/settings`;
    return (
        <>
            <Missing text={t("adminHasNoServiceAccount")} />
            {client.mayManage && (
                <p>
                    <a href={settings} target="_blank" rel="noreferrer">
                        {t("adminEnableServiceAccount")}
                    </a>
                </p>
            )}
        </>
    );
}
