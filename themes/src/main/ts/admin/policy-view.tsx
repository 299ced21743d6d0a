import { ActionGroup, Button, Card, CardBody, CardTitle, Form } from "@patternfly/react-core";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { busyTexts } from "../shared/busy-texts";
import { Alert } from "../shared/alert";
import { focusField } from "../shared/focus-field";
import { t } from "../shared/messages";
import { ApiError, isCode } from "../shared/rest";
import { dateAndTime } from "../shared/times";
import { useReading } from "../shared/use-reading";
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
    changedFields,
    draftOf,
    isConflict,
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
    const { content: policy, error, read } = useReading<PolicySettings>();
    useEffect(() => read(api.policy()), [api, changes, read]);

    if (!policy) {
        return error === undefined ? <Waiting /> : <Problem error={error} />;
    }
    return (
        <div className="admin-narrow">
            {!rights.managePolicy && <Missing text={t("adminNeedsManageRealm")} />}
            {policy.problem && (
                <Alert isInline component="h2" variant="warning" title={t("adminPolicyProblem")}>
                    {policy.problem}
                </Alert>
            )}
            {error !== undefined && <Problem error={error} />}
            <PolicyForm loaded={policy} onDone={onDone} />
        </div>
    );
}

/** What was changed and not saved, while another view is shown, and the policy that it was changed from. */
let unsaved: { readonly policy: PolicySettings; readonly draft: PolicyDraft } | undefined;

/** The error of a draft that has another value than another administrator has just given to one of its fields. */
const conflict = (before: PolicySettings, draft: PolicyDraft, current: PolicySettings) =>
    isConflict(draftOf(before), draft, draftOf(current)) ? new ApiError("POLICY_CHANGED", "") : undefined;

const NONE: Ending = { unused: 0, signedOut: 0 };

/** What is confirmed: a policy, in place of one revision, with what was counted for both. */
interface Asked {
    readonly ending: Ending | null;
    readonly draft: PolicyDraft;
    readonly revision: string;
}

interface FormProps {
    /** The policy as it was last read. */
    readonly loaded: PolicySettings;
    readonly onDone: (notice: string) => void;
}

function PolicyForm({ loaded, onDone }: FormProps) {
    const { api, rights } = useAdministrator();
    const [{ policy, draft }, setForm] = useState(() => ({
        policy: loaded,
        draft: unsaved
            ? carriedOver(draftOf(unsaved.policy), unsaved.draft, draftOf(loaded))
            : draftOf(loaded),
    }));
    /** Takes over a policy that was read or saved; what was changed in the form since `before` stays changed. */
    const adopt = (current: PolicySettings, before?: PolicyDraft) =>
        setForm((form) => {
            const draft = carriedOver(before ?? draftOf(form.policy), form.draft, draftOf(current));
            const isSame = changedFields(form.draft, draft).length === 0;
            return { policy: current, draft: isSame ? form.draft : draft };
        });
    const [counted, setCounted] = useState<{ readonly impact: PolicyImpact; readonly draft: PolicyDraft }>();
    const [error, setError] = useState<unknown>(
        () => unsaved && conflict(unsaved.policy, unsaved.draft, loaded),
    );
    const [busy, setBusy] = useState<"report" | "save">();
    const [disabling, setDisabling] = useState<Omit<Asked, "ending">>();
    const [asked, setAsked] = useState<Asked>();
    const [read, setRead] = useState(loaded);
    if (read !== loaded) {
        setRead(loaded);
        setError((shown: unknown) => conflict(policy, draft, loaded) ?? shown);
        adopt(loaded);
    }
    const form = useRef<HTMLFormElement>(null);
    const problems = policyProblems(error);
    const isChanged = JSON.stringify(draft) !== JSON.stringify(draftOf(policy));
    useEffect(() => {
        unsaved = isChanged ? { policy, draft } : undefined;
    }, [policy, draft, isChanged]);

    // Once a dialog has given the focus back.
    useEffect(() => {
        const { first } = policyProblems(error);
        const focus = first && setTimeout(() => focusField(form.current, fieldId(first)));
        return () => clearTimeout(focus);
    }, [error]);

    const change = (changed: PolicyDraft) => {
        setForm((form) => ({ ...form, draft: changed }));
        setError(undefined);
    };

    const discard = () => {
        change(draftOf(policy));
        form.current?.querySelector("input")?.focus(); // the button is gone
    };

    const run = async (what: "report" | "save", ask: () => Promise<void>) => {
        setBusy(what);
        setError(undefined);
        setCounted(undefined);
        try {
            await ask();
        } catch (failure) {
            setError(failure);
        }
        setBusy(undefined);
    };

    const report = () =>
        run("report", async () => setCounted({ impact: await api.impactOf(settingsOf(draft)), draft }));

    const save = (event: FormEvent) => {
        event.preventDefault();
        if (policy.enabled && !draft.enabled) {
            setDisabling({ draft, revision: policy.revision });
        } else {
            void run("save", storeUnlessItEndsTokens);
        }
    };

    const storeUnlessItEndsTokens = async () => {
        const ending = policy.enabled && mayEndTokens(draftOf(policy), draft) ? await findEnding() : NONE;
        if (ending && ending.unused + ending.signedOut === 0) {
            await store(draft, policy.revision);
        } else {
            setAsked({ ending, draft, revision: policy.revision }); // what was counted is what is saved
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

    const store = async (sent: PolicyDraft, revision: string) => {
        try {
            // What was changed in the meantime is still to be saved.
            adopt(await api.savePolicy(settingsOf(sent), revision), sent);
        } catch (failure) {
            if (isCode(failure, "POLICY_CHANGED")) {
                adopt(await api.policy());
            }
            throw failure;
        }
        onDone(t(sent.enabled ? "adminPolicySaved" : "adminPolicySavedDisabled"));
    };

    const closeDialogs = () => {
        setDisabling(undefined);
        setAsked(undefined);
    };

    /** Saves from a dialog, which stays open if the same could be saved later. */
    const confirm = async (sent: PolicyDraft, revision: string) => {
        try {
            await store(sent, revision);
            closeDialogs();
        } catch (failure) {
            if (!policyProblems(failure).first && !isCode(failure, "POLICY_CHANGED")) {
                throw failure;
            }
            closeDialogs();
            setError(failure);
        }
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
                        {counted?.draft === draft && <Impact impact={counted.impact} />}
                        <ActionGroup>
                            {rights.managePolicy && (
                                <Button
                                    type="submit"
                                    isLoading={busy === "save"}
                                    {...busyTexts()}
                                    isDisabled={!isChanged}
                                    isAriaDisabled={busy !== undefined}
                                >
                                    {t("adminSavePolicy")}
                                </Button>
                            )}
                            {isChanged && (
                                <Button variant="link" isAriaDisabled={busy !== undefined} onClick={discard}>
                                    {t("adminDiscardChanges")}
                                </Button>
                            )}
                            {rights.viewAllTokens && (
                                <Button
                                    variant="secondary"
                                    isLoading={busy === "report"}
                                    {...busyTexts()}
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
            {disabling && (
                <DisableModal
                    onConfirm={() => confirm(disabling.draft, disabling.revision)}
                    onClose={closeDialogs}
                />
            )}
            {asked && (
                <EndingModal
                    ending={asked.ending}
                    onConfirm={() => confirm(asked.draft, asked.revision)}
                    onClose={closeDialogs}
                />
            )}
            {rights.viewAllTokens && (
                <PolicyEnforcement revision={policy.revision} isChanged={isChanged} onDone={onDone} />
            )}
        </>
    );
}
