import { Button, Switch } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useEffect, useState } from "react";
import { ConfirmModal } from "../shared/confirm-modal";
import { t } from "../shared/messages";
import { passes } from "../shared/rest";
import { whileWanted } from "../shared/while-wanted";
import { canEnd, findAccepting, isResourceServer, type Reason, reasons } from "./acceptance";
import { Waiting } from "./access-gate";
import { useAdministrator } from "./administrator";
import { CheckModal } from "./check-modal";
import { ClientSearch } from "./client-search";
import { type Client, type TokenClient } from "./clients";
import { type ClientRoute } from "./filters";
import { Missing, Problem } from "./problem";

/** How many clients are looked at with a search. */
const FOUND = 20;

interface Props extends ClientRoute {
    readonly changes: number;
    readonly onDone: (notice: string) => void;
}

interface Content {
    /** What was searched for. */
    readonly search: string | undefined;
    readonly servers: readonly Client[];
    readonly hasMore: boolean;
    /** The ids of those that tokens with one of their roles are for; only a search asks. */
    readonly withRoles: ReadonlySet<string>;
    readonly tokenClient: TokenClient | undefined;
}

/** Which resource servers accept API tokens, and why: those that do, or those that a search found. */
export function ResourceServers({ search, changes, onDone }: Props) {
    const { clients } = useAdministrator();
    const [content, setContent] = useState<Content>();
    const [failure, setFailure] = useState<{ readonly error: unknown; readonly search?: string }>();
    const error = failure?.search === search ? failure?.error : undefined;
    useEffect(() => {
        const ask = async (): Promise<Content> => {
            if (search === undefined) {
                return { search, withRoles: new Set(), ...(await findAccepting(clients)) };
            }
            const found = await clients.search(search, FOUND + 1);
            const tokenClient = await clients.tokenClient();
            const servers = found.slice(0, FOUND).filter(isResourceServer);
            return {
                search,
                withRoles: tokenClient?.resolvesAudience ? await clients.withRoles(servers) : new Set(),
                servers,
                hasMore: found.length > FOUND,
                tokenClient,
            };
        };
        const show = (answer: Content) => {
            setContent(answer);
            setFailure(undefined);
        };
        const fail = (error: unknown) => {
            setFailure({ error, search });
            if (!passes(error)) {
                setContent(undefined);
            }
        };
        return whileWanted(ask(), show, fail);
    }, [clients, search, changes]);

    return (
        <>
            <p className="admin-help">{t("adminServersHelp")}</p>
            <ClientSearch view="resource-servers" text={search ?? ""} />
            {error !== undefined && <Problem error={error} />}
            {!content || content.search !== search ? (
                error === undefined && <Waiting />
            ) : !content.tokenClient ? (
                <Missing text={t("adminNoTokenClient")} />
            ) : (
                <div role="status">
                    {content.servers.length === 0 ? (
                        <p>{t(search === undefined ? "adminNoServers" : "adminNoClients")}</p>
                    ) : (
                        <ServerTable
                            servers={content.servers}
                            tokenClient={content.tokenClient}
                            withRoles={content.withRoles}
                            onDone={onDone}
                        />
                    )}
                    {content.hasMore && <p>{t("adminMoreClients")}</p>}
                </div>
            )}
        </>
    );
}

interface TableProps {
    readonly servers: readonly Client[];
    readonly tokenClient: TokenClient;
    readonly withRoles: ReadonlySet<string>;
    readonly onDone: (notice: string) => void;
}

function ServerTable({ servers, tokenClient, withRoles, onDone }: TableProps) {
    const { clients, rights } = useAdministrator();
    const [checking, setChecking] = useState<string>();
    const [ending, setEnding] = useState<Client>();
    const [keepsRoles, setKeepsRoles] = useState(false);
    const [error, setError] = useState<unknown>();
    /** What was shown when something was changed: until it is read again, a switch would do what was done already. */
    const [outdated, setOutdated] = useState<TokenClient>();

    const begin = ({ clientId }: Client) => {
        setError(undefined);
        clients.addAudience(tokenClient, clientId).then(() => {
            setOutdated(tokenClient);
            onDone(t("adminAccepts", { client: clientId }));
        }, setError);
    };

    const end = async (client: Client) => {
        for (const mapper of tokenClient.mappers) {
            if (mapper.scope === null && mapper.audience === client.clientId) {
                await clients.removeAudience(tokenClient, mapper);
            }
        }
        if (client.isMarked) {
            await clients.unmark(client);
        }
        setOutdated(tokenClient);
        setEnding(undefined);
        onDone(t(keepsRoles ? "adminAcceptsRolesOnly" : "adminAcceptsNoMore", { client: client.clientId }));
    };

    /** Tokens with one of its roles do not need the switch, which the question has to say. */
    const ask = (client: Client) => {
        setError(undefined);
        (tokenClient.resolvesAudience
            ? clients.withRoles([client])
            : Promise.resolve(new Set<string>())
        ).then((found) => {
            setKeepsRoles(found.has(client.id));
            setEnding(client);
        }, setError);
    };

    const mayChange = (client: Client, found: readonly Reason[]) =>
        outdated !== tokenClient &&
        tokenClient.mayManage &&
        canEnd(found) &&
        (!client.isMarked || client.mayManage);

    return (
        <>
            {error !== undefined && <Problem error={error} />}
            {!tokenClient.mayManage && <Missing text={t("adminNeedsManageTokenClient")} />}
            <Table aria-label={t("adminView_resource-servers")} variant="compact" gridBreakPoint="grid-lg">
                <Thead>
                    <Tr>
                        <Th>{t("adminClientId")}</Th>
                        <Th>{t("adminReason")}</Th>
                        <Th modifier="wrap">{t("adminAcceptsTokens")}</Th>
                        {rights.viewTokens && <Th screenReaderText={t("apiTokensActions")} />}
                    </Tr>
                </Thead>
                <Tbody>
                    {servers.map((client) => {
                        const found = reasons(client, tokenClient.mappers);
                        return (
                            <Tr key={client.id}>
                                <Td dataLabel={t("adminClientId")} modifier="breakWord">
                                    {client.clientId}
                                    {client.name && <div className="api-tokens-note">{client.name}</div>}
                                </Td>
                                <Td dataLabel={t("adminReason")} modifier="breakWord">
                                    {withRoles.has(client.id) && <div>{t("adminReason_roles")}</div>}
                                    {found.length === 0
                                        ? !withRoles.has(client.id) && t("adminReason_none")
                                        : found.map((reason) => (
                                              <div key={textOf(reason)}>{textOf(reason)}</div>
                                          ))}
                                </Td>
                                <Td dataLabel={t("adminAcceptsTokens")}>
                                    <Switch
                                        aria-label={t("adminAcceptsTokensOf", { client: client.clientId })}
                                        isChecked={found.length > 0}
                                        isDisabled={!mayChange(client, found)}
                                        onChange={() => (found.length > 0 ? ask(client) : begin(client))}
                                    />
                                </Td>
                                {rights.viewTokens && (
                                    <Td className="api-tokens-row-actions">
                                        <Button
                                            variant="secondary"
                                            size="sm"
                                            aria-label={t("adminCheckTitle", { client: client.clientId })}
                                            onClick={() => setChecking(client.clientId)}
                                        >
                                            {t("adminCheckOpen")}
                                        </Button>
                                    </Td>
                                )}
                            </Tr>
                        );
                    })}
                </Tbody>
            </Table>
            {checking !== undefined && (
                <CheckModal clientId={checking} onClose={() => setChecking(undefined)} />
            )}
            {ending && (
                <ConfirmModal
                    title={t("adminEndAcceptance", { client: ending.clientId })}
                    action={t("adminEndAcceptanceConfirm")}
                    onConfirm={() => end(ending)}
                    onClose={() => setEnding(undefined)}
                    problem={(failure) => <Problem error={failure} />}
                >
                    <p>{t("adminEndAcceptanceHelp")}</p>
                    {keepsRoles && <p>{t("adminEndAcceptanceRoles")}</p>}
                </ConfirmModal>
            )}
        </>
    );
}

const textOf = (reason: Reason) =>
    reason.kind === "scope"
        ? t("adminReason_scope", { scope: reason.scope })
        : t(`adminReason_${reason.kind}`);
