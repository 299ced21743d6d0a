import { ActionGroup, Alert, Button, Card, CardBody, CardTitle, Form } from "@patternfly/react-core";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { focusField } from "../shared/focus-field";
import { t } from "../shared/messages";
import { isCode } from "../shared/rest";
import { dateAndTime } from "../shared/times";
import { Waiting } from "./access-gate";
import { useAdministrator } from "./administrator";
import { type PolicyImpact, type PolicySettings } from "./api";
import { DisableModal } from "./disable-modal";
import { type Ending, EndingModal } from "./ending-modal";
import { Impact } from "./impact";
import { PolicyEnforcement } from "./policy-enforcement";
import { PolicyChanges } from "./policy-changes";
import { fieldId, PolicyFields } from "./policy-fields";
import {
    carriedOver,
    draftOf,
    mayEndTokens,
    type PolicyDraft,
    policyProblems,
    settingsOf,
} from "./policy-form";
import { Missing, Problem } from "./problem";

interface Props {
    readonly changes: number;
    readonly onDone: (notice: string) => void;
}

/** The realm's policy, what a change would do, and what the policy means for older tokens. */
export function PolicyView({ changes, onDone }: Props) {
    const { api, rights } = useAdministrator();
    const [policy, setPolicy] = useState<PolicySettings>();
    const [error, setError] = useState<unknown>();
    useEffect(() => void api.policy().then(setPolicy, setError), [api, changes]);

    if (error !== undefined) {
        return <Problem error={error} />;
    }
    if (!policy) {
        return <Waiting />;
    }
    return (
        <div className="admin-narrow">
            {!rights.managePolicy && <Missing text={t("adminNeedsManageRealm")} />}
            {policy.problem && (
                <Alert isInline component="h2" variant="warning" title={t("adminPolicyProblem")}>
                    {policy.problem}
                </Alert>
            )}
            <PolicyForm key={JSON.stringify(policy)} policy={policy} onDone={onDone} />
        </div>
    );
}

/** What was changed and not saved, while another view is shown. It is of one revision of the policy. */
let unsaved: { readonly revision: string; readonly draft: PolicyDraft } | undefined;

const NONE: Ending = { unused: 0, signedOut: 0 };

interface FormProps {
    readonly policy: PolicySettings;
    readonly onDone: (notice: string) => void;
}

function PolicyForm({ policy: loaded, onDone }: FormProps) {
    const { api, rights } = useAdministrator();
    const [policy, setPolicy] = useState(loaded);
    const [draft, setDraft] = useState(() =>
        unsaved?.revision === loaded.revision ? unsaved.draft : draftOf(loaded),
    );
    const [impact, setImpact] = useState<PolicyImpact>();
    const [error, setError] = useState<unknown>();
    const [busy, setBusy] = useState<"report" | "save">();
    const [asks, setAsks] = useState(false);
    const [asked, setAsked] = useState<{ readonly ending: Ending | null; readonly draft: PolicyDraft }>();
    const form = useRef<HTMLFormElement>(null);
    const problems = policyProblems(error);
    const isChanged = JSON.stringify(draft) !== JSON.stringify(draftOf(policy));
    useEffect(() => {
        unsaved = isChanged ? { revision: policy.revision, draft } : undefined;
    }, [policy, draft, isChanged]);

    // Once a dialog has given the focus back.
    useEffect(() => {
        const { first } = policyProblems(error);
        const focus = first && setTimeout(() => focusField(form.current, fieldId(first)));
        return () => clearTimeout(focus);
    }, [error]);

    const change = (changed: PolicyDraft) => {
        setDraft(changed);
        setImpact(undefined);
        setError(undefined);
    };

    const run = async (what: "report" | "save", ask: () => Promise<void>) => {
        setBusy(what);
        setError(undefined);
        setImpact(undefined);
        try {
            await ask();
        } catch (failure) {
            setError(failure);
        }
        setBusy(undefined);
    };

    const report = () => run("report", async () => setImpact(await api.impactOf(settingsOf(draft))));

    const save = (event: FormEvent) => {
        event.preventDefault();
        if (policy.enabled && !draft.enabled) {
            setAsks(true);
        } else {
            void run("save", storeUnlessItEndsTokens);
        }
    };

    const storeUnlessItEndsTokens = async () => {
        const ending = policy.enabled && mayEndTokens(draftOf(policy), draft) ? await findEnding() : NONE;
        if (ending && ending.unused + ending.signedOut === 0) {
            await store(draft);
        } else {
            setAsked({ ending, draft }); // what was counted is what is saved
        }
    };

    /** Returns what the change adds to the tokens that are inactive already. */
    const findEnding = async (): Promise<Ending | null> => {
        if (!rights.viewAllTokens) {
            return null;
        }
        const [before, after] = await Promise.all([
            // It may name a client that is gone, with which it could not be saved again.
            api.impactOf(settingsOf(draftOf(policy))).catch(() => NONE),
            api.impactOf(settingsOf(draft)),
        ]);
        const added = (kind: keyof Ending) => Math.max(0, after[kind] - before[kind]);
        return { unused: added("unused"), signedOut: added("signedOut") };
    };

    const store = async (sent: PolicyDraft) => {
        try {
            const saved = await api.savePolicy(settingsOf(sent), policy.revision);
            setPolicy(saved);
            // What was changed in the meantime is still to be saved.
            setDraft((changed) => carriedOver(sent, changed, draftOf(saved)));
        } catch (failure) {
            if (isCode(failure, "POLICY_CHANGED")) {
                await carryOver();
            }
            throw failure;
        }
        onDone(t(sent.enabled ? "adminPolicySaved" : "adminPolicySavedDisabled"));
    };

    const closeDialogs = () => {
        setAsks(false);
        setAsked(undefined);
    };

    /** Saves from a dialog, which stays open if the same could be saved later. */
    const confirm = async (sent: PolicyDraft) => {
        try {
            await store(sent);
            closeDialogs();
        } catch (failure) {
            if (!policyProblems(failure).first && !isCode(failure, "POLICY_CHANGED")) {
                throw failure;
            }
            closeDialogs();
            setError(failure);
        }
    };

    const carryOver = async () => {
        const current = await api.policy();
        setDraft((changed) => carriedOver(draftOf(policy), changed, draftOf(current)));
        setPolicy(current);
    };

    return (
        <>
            <Card>
                <CardTitle component="h2">{t("adminPolicyTitle")}</CardTitle>
                <CardBody>
                    <Form ref={form} onSubmit={save} noValidate>
                        {problems.isElsewhere && <Problem error={error} />}
                        <PolicyFields
                            draft={draft}
                            problems={problems.texts}
                            isDisabled={!rights.managePolicy}
                            onChange={change}
                        />
                        {policy.notBefore && (
                            <p>{t("adminNotBeforeInForce", { time: dateAndTime(policy.notBefore) })}</p>
                        )}
                        {isChanged && <PolicyChanges before={draftOf(policy)} after={draft} />}
                        {impact && <Impact impact={impact} />}
                        <ActionGroup>
                            {rights.managePolicy && (
                                <Button
                                    type="submit"
                                    isLoading={busy === "save"}
                                    isDisabled={!isChanged}
                                    isAriaDisabled={busy !== undefined}
                                >
                                    {t("adminSavePolicy")}
                                </Button>
                            )}
                            {isChanged && (
                                <Button
                                    variant="link"
                                    isAriaDisabled={busy !== undefined}
                                    onClick={() => change(draftOf(policy))}
                                >
                                    {t("adminDiscardChanges")}
                                </Button>
                            )}
                            {rights.viewAllTokens && (
                                <Button
                                    variant="secondary"
                                    isLoading={busy === "report"}
                                    isAriaDisabled={busy !== undefined}
                                    onClick={() => void report()}
                                >
                                    {t("adminShowImpact")}
                                </Button>
                            )}
                        </ActionGroup>
                    </Form>
                </CardBody>
            </Card>
            {asks && <DisableModal onConfirm={() => confirm(draft)} onClose={closeDialogs} />}
            {asked && (
                <EndingModal
                    ending={asked.ending}
                    onConfirm={() => confirm(asked.draft)}
                    onClose={closeDialogs}
                />
            )}
            {rights.viewAllTokens && <PolicyEnforcement isChanged={isChanged} onDone={onDone} />}
        </>
    );
}
