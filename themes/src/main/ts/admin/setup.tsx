import { Button, Label } from "@patternfly/react-core";
import { type ReactNode, useEffect, useState } from "react";
import { Alert } from "../shared/alert";
import { t } from "../shared/messages";
import { ApiError } from "../shared/rest";
import { useReading } from "../shared/use-reading";
import { whileWanted } from "../shared/while-wanted";
import { findAccepting } from "./acceptance";
import { Waiting } from "./access-gate";
import { useAdministrator } from "./administrator";
import { type AdminApi, type PolicySettings } from "./api";
import { type ClientApi } from "./clients";
import { consoleUrl, realm } from "./page-config";
import { draftOf, settingsOf } from "./policy-form";
import { Missing, Problem } from "./problem";
import { type RealmChange, type RealmSettings } from "./realm-api";

interface Props {
    readonly changes: number;
    readonly onDone: (notice: string) => void;
}

interface Facts {
    readonly policy: PolicySettings;
    readonly realm: RealmSettings;
    readonly hasAccountPage: boolean | undefined;
    /** The client ids that may manage tokens. */
    readonly managers: readonly string[];
    /** Those of them that exist and are enabled; undefined for those who may not view clients. */
    readonly usable: readonly string[] | undefined;
    /** The client ids of resource servers that accept tokens of everybody; undefined likewise. */
    readonly servers: readonly string[] | undefined;
}

type Verdict = "ready" | "missing" | "optional";

const COLORS = { ready: "green", missing: "orange", optional: "blue" } as const;

/** Those that may manage tokens where the policy names none. */
const DEFAULT_MANAGERS = ["account-console", "my-cli"];

/** How many resource servers are named. */
const NAMED = 5;

/** What it takes until a resource server accepts the first token, and what an administrator wants beside it. */
export function Setup({ changes, onDone }: Props) {
    const administrator = useAdministrator();
    const { api, realms, clients, rights } = administrator;
    const { content: facts, error: unread, read } = useReading<Facts>();
    const [failure, setFailure] = useState<unknown>();
    const error = failure ?? unread;
    const [busy, setBusy] = useState(false);

    useEffect(() => {
        const ask = async () => {
            const policy = await api.policy();
            return {
                policy,
                realm: await realms.settings(),
                hasAccountPage: await realms.hasAccountPage(),
                ...(await findManagers(policy.clients, rights.viewClients ? clients : undefined)),
                servers: rights.viewClients
                    ? await acceptingServers(clients).catch(() => undefined)
                    : undefined,
            };
        };
        return read(ask());
    }, [api, realms, clients, rights, changes, read]);

    if (!facts) {
        return error === undefined ? <Waiting /> : <Problem error={error} />;
    }

    const act = async (change: () => Promise<unknown>, notice: string) => {
        setBusy(true);
        setFailure(undefined);
        try {
            await change();
            onDone(t(notice));
        } catch (error) {
            setFailure(error);
        }
        setBusy(false);
    };
    const fix = (text: string, change: () => Promise<unknown>, notice: string) =>
        rights.managePolicy && (
            <Button variant="secondary" isAriaDisabled={busy} onClick={() => void act(change, notice)}>
                {t(text)}
            </Button>
        );
    const changeRealm = (change: RealmChange) => () => realms.change(change);
    const consoleLink = (path: string, text: string) => (
        <a
            href={`${consoleUrl(administrator.home)}#/${encodeURIComponent(realm)}/${path}`}
            target="_blank"
            rel="noreferrer"
        >
            {t(text)}
        </a>
    );

    const { policy, hasAccountPage, managers, usable, servers } = facts;
    const unusable = managers.filter((client) => usable?.includes(client) === false);
    const theme = facts.realm.accountTheme ?? "keycloak.v3";
    const savesAll = facts.realm.savesEvents && facts.realm.savesAdminEvents;
    return (
        <>
            {!rights.managePolicy && <Missing text={t("adminNeedsManageRealm")} />}
            {error !== undefined && <Problem error={error} />}
            <ul className="admin-setup" aria-label={t("adminView_setup")}>
                <Step name="enabled" verdict={policy.enabled ? "ready" : "missing"}>
                    {!policy.enabled &&
                        (policy.problem === null ? (
                            fix("adminEnable", () => enable(api), "adminEnabled")
                        ) : (
                            // Saving would put defaults in place of what cannot be read.
                            <a href="#policy">{t("adminView_policy")}</a>
                        ))}
                </Step>
                <Step
                    name="account"
                    verdict={hasAccountPage ? "ready" : "missing"}
                    isUnknown={hasAccountPage === undefined}
                >
                    {hasAccountPage === false &&
                        (isKeycloaks(theme) ? (
                            <>
                                {t("adminSetup_theme", { theme })}{" "}
                                {fix(
                                    "adminUseTheme",
                                    changeRealm({ accountTheme: "api-tokens" }),
                                    "adminThemeSaved",
                                )}
                            </>
                        ) : (
                            t("adminSetup_otherTheme", { theme })
                        ))}
                </Step>
                <Step
                    name="clients"
                    verdict={usable?.length ? "ready" : "missing"}
                    isUnknown={usable === undefined}
                >
                    {managers.map((client) => (
                        <code key={client}>{client} </code>
                    ))}
                    {unusable.length > 0 && (
                        <p>{t("adminSetup_unusableClients", { clients: unusable.join(", ") })}</p>
                    )}
                    <a href="#policy">{t("adminView_policy")}</a>
                </Step>
                <Step
                    name="servers"
                    verdict={servers?.length ? "ready" : "optional"}
                    isUnknown={servers === undefined}
                >
                    {servers?.slice(0, NAMED).map((client) => (
                        <code key={client}>{client} </code>
                    ))}
                    {servers && servers.length > NAMED && "… "}
                    <a href="#resource-servers">{t("adminView_resource-servers")}</a>
                </Step>
                <Step name="mail" verdict={facts.realm.hasMailServer ? "ready" : "optional"}>
                    {!facts.realm.hasMailServer && consoleLink("realm-settings/email", "adminSetup_mailLink")}
                </Step>
                <Step name="events" verdict={savesAll ? "ready" : "optional"}>
                    {!savesAll &&
                        fix(
                            "adminSaveEvents",
                            changeRealm({ eventsEnabled: true, adminEventsEnabled: true }),
                            "adminEventsSaved",
                        )}
                </Step>
            </ul>
        </>
    );
}

interface StepProps {
    readonly name: string;
    readonly verdict: Verdict;
    /** Nobody could find out. */
    readonly isUnknown?: boolean;
    /** What helps. */
    readonly children: ReactNode;
}

/** One line of the list: what it is, how it stands, what that means, and what helps. */
function Step({ name, verdict, isUnknown = false, children }: StepProps) {
    const state = isUnknown ? "unknown" : verdict;
    return (
        <li>
            <h2>
                {t(`adminSetup_${name}`)}{" "}
                <Label color={isUnknown ? "grey" : COLORS[verdict]} isCompact>
                    {t(`adminSetupState_${state}`)}
                </Label>
            </h2>
            <p>{t(`adminSetupHelp_${name}`)}</p>
            <div>{children}</div>
        </li>
    );
}

/** Returns undefined if none is found, and there are clients that were not looked at. */
async function acceptingServers(clients: ClientApi) {
    const { servers, hasMore } = await findAccepting(clients);
    return servers.length === 0 && hasMore ? undefined : servers.map(({ clientId }) => clientId);
}

/** Clients that the policy names; without any, those that are allowed then. my-cli is optional there. */
async function findManagers(named: readonly string[], clients: ClientApi | undefined) {
    const allowed = named.length > 0 ? named : DEFAULT_MANAGERS;
    if (!clients) {
        return { managers: allowed, usable: undefined };
    }
    const found = await Promise.all(allowed.map(clients.find));
    return {
        managers: allowed.filter((client, i) => named.length > 0 || client !== "my-cli" || found[i]),
        usable: found.filter((client) => client?.isEnabled).map((client) => client!.clientId),
    };
}

/** Nobody loses the theme of their organisation to a button. */
const isKeycloaks = (theme: string) => /^keycloak(\.|$)/.test(theme);

/**
 * The rest of the policy stays, as it is at this moment: another administrator may have changed it since it was shown.
 * Saving would put defaults in place of what cannot be read, so that is left to the view of the policy.
 */
async function enable(api: AdminApi) {
    const policy = await api.policy();
    if (policy.problem !== null) {
        throw new ApiError("INVALID_POLICY", policy.problem);
    }
    await api.savePolicy(settingsOf({ ...draftOf(policy), enabled: true }), policy.revision);
}

/** Above all views of a realm whose tokens nobody accepts. */
export function DisabledRealm({ changes, onDone }: Props) {
    const { api, rights } = useAdministrator();
    const [policy, setPolicy] = useState<PolicySettings>();
    const [error, setError] = useState<unknown>();
    // Without it the page is as good as with it.
    useEffect(() => whileWanted(api.policy(), setPolicy), [api, changes]);
    if (!policy || policy.enabled) {
        return null;
    }
    const turnOn = () => enable(api).then(() => onDone(t("adminEnabled")), setError);
    return (
        <>
            <Alert
                isInline
                component="h2"
                variant="warning"
                title={t("adminDisabled")}
                actionLinks={
                    rights.managePolicy &&
                    policy.problem === null && (
                        <Button variant="secondary" onClick={() => void turnOn()}>
                            {t("adminEnable")}
                        </Button>
                    )
                }
            >
                {t("adminDisabledHelp")}
            </Alert>
            {error !== undefined && <Problem error={error} />}
        </>
    );
}
