import { useCallback, useEffect, useMemo, useState } from "react";
import { t } from "../shared/messages";
import { type Policy } from "../shared/policy";
import { TokenTable } from "../shared/token-table";
import { Waiting } from "./access-gate";
import { useAdministrator } from "./administrator";
import { type AdminApiToken, type Page } from "./api";
import { type Client } from "./clients";
import { ManagedTokens } from "./managed-tokens";
import { consoleUrl, realm } from "./page-config";
import { Missing, Problem } from "./problem";

/** The limit, and the ended tokens that the server keeps of an owner, are fewer. */
const ALL: Page = { first: 0, max: 1000, sort: "createdAt", order: "desc" };

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
    const [content, setContent] = useState<Content>();
    const [error, setError] = useState<unknown>();

    const load = useCallback(async () => {
        const client = await clients.find(clientId);
        if (!client?.hasServiceAccount) {
            return { client };
        }
        const [tokens, policy] = await Promise.all([
            client.mayManage || rights.viewTokens ? api.list({ serviceAccount: clientId }, ALL) : undefined,
            client.mayManage ? account.policy() : undefined,
        ]);
        return { client, tokens, policy };
    }, [api, account, clients, clientId, rights]);

    const show = useCallback((loaded: Content) => {
        setContent(loaded);
        setError(undefined);
    }, []);

    useEffect(() => {
        let isWanted = true;
        load().then(
            (loaded) => isWanted && show(loaded),
            (failure: unknown) => isWanted && setError(failure),
        );
        return () => {
            isWanted = false;
        };
    }, [load, show, changes]);

    if (error !== undefined) {
        return <Problem error={error} />;
    }
    if (!content) {
        return <Waiting />;
    }
    const { client, tokens, policy } = content;
    if (!client) {
        return <Missing text={t("adminNoClient", { client: clientId })} />;
    }
    return (
        <>
            <h2 className="admin-subject">{t("adminServiceAccountTitle", { client: clientId })}</h2>
            {!client.hasServiceAccount ? (
                <NoServiceAccount client={client} />
            ) : policy && tokens ? (
                <ManagedTokens
                    account={account}
                    tokens={tokens}
                    policy={policy}
                    onPolicy={(newest) => setContent({ ...content, policy: newest })}
                    onRefresh={() => void load().then(show, setError)}
                    onDone={onDone}
                />
            ) : (
                <>
                    <Missing text={t("adminNeedsManageClient")} />
                    {tokens?.length === 0 ? (
                        <p>{t("apiTokensEmpty")}</p>
                    ) : (
                        tokens && <TokenTable tokens={tokens} load={api.details} />
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
