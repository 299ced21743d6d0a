import {
    Button,
    Checkbox,
    Form,
    FormGroup,
    FormSelect,
    FormSelectOption,
    Modal,
    TextInput,
} from "@patternfly/react-core";
import { type FormEvent, useRef, useState } from "react";
import { FieldHelp } from "../shared/field-help";
import { focusField } from "../shared/focus-field";
import { label, t } from "../shared/messages";
import { ApiError } from "../shared/rest";
import { isPast } from "../shared/times";
import { type IssuedApiToken, type Policy } from "./api";
import { type CreationField, creationProblems } from "./creation-fields";
import { type CreationForm } from "./draft";
import { CUSTOM, expiresIn, preselected } from "./expiry";
import { ExpiryFields } from "./expiry-fields";
import { describe, Problem } from "./problem";
import { api } from "./session";

const INPUTS: Record<CreationField, string> = {
    name: "api-tokens-name",
    expiry: "api-tokens-expiry",
    profile: "api-tokens-profile",
    scopes: "api-tokens-scope-0",
};

const empty = (policy: Policy): CreationForm => ({
    name: "",
    expiry: preselected(policy),
    customDate: "",
    profile: "",
    scopes: [],
});

/** What the consent screen says of it, if that is more than its name. */
function consentText(policy: Policy, scope: string): string | undefined {
    const text = label(policy.consentTexts[scope] ?? scope);
    return text === scope ? undefined : text;
}

interface Props {
    readonly policy: Policy;
    /** From before a login. */
    readonly draft?: CreationForm;
    readonly onCreated: (token: IssuedApiToken) => void;
    readonly onClose: () => void;
}

export function CreateModal({ policy, draft, onCreated, onClose }: Props) {
    const [form, setForm] = useState(draft ?? empty(policy));
    const [error, setError] = useState<unknown>();
    const [busy, setBusy] = useState(false);
    const formElement = useRef<HTMLFormElement>(null);
    const change = (changes: Partial<CreationForm>) => {
        setForm({ ...form, ...changes });
        setError(undefined);
    };

    const problemsOf = (failure: unknown) => creationProblems(failure, (one) => describe(one, policy));
    const problems = problemsOf(error);

    const submit = async (event: FormEvent) => {
        event.preventDefault();
        if (busy) {
            return;
        }
        if (form.expiry === CUSTOM && (!form.customDate || isPast(form.customDate))) {
            setError(new ApiError(form.customDate ? "INVALID_EXPIRY" : "DATE_REQUIRED", ""));
            focusField(formElement.current, "api-tokens-date");
            return;
        }
        setBusy(true);
        setError(undefined);
        try {
            onCreated(
                await api.create({
                    name: form.name,
                    expiresIn: expiresIn(form.expiry, form.customDate, policy),
                    profile: form.profile.trim() || undefined,
                    scope: form.scopes.join(" ") || undefined,
                }),
            );
        } catch (failure) {
            setError(failure);
            setBusy(false);
            const { first } = problemsOf(failure);
            if (first) {
                focusField(formElement.current, INPUTS[first]);
            }
        }
    };

    return (
        <Modal
            variant="small"
            isOpen
            title={t("apiTokensCreate")}
            onClose={onClose}
            actions={[
                <Button key="create" type="submit" form="api-tokens-form" isLoading={busy} isDisabled={busy}>
                    {t("apiTokensCreate")}
                </Button>,
                <Button key="cancel" variant="link" onClick={onClose}>
                    {t("cancel")}
                </Button>,
            ]}
        >
            <Form ref={formElement} id="api-tokens-form" onSubmit={(event) => void submit(event)} noValidate>
                {problems.isElsewhere && (
                    <Problem error={error} policy={policy} draft={() => ({ action: "create", form })} />
                )}
                <FormGroup label={t("apiTokensName")} fieldId={INPUTS.name} isRequired>
                    <TextInput
                        id={INPUTS.name}
                        isRequired
                        autoFocus
                        autoComplete="off"
                        value={form.name}
                        onChange={(_, name) => change({ name })}
                        aria-describedby="api-tokens-name-help"
                        validated={problems.texts.name ? "error" : "default"}
                    />
                    <FieldHelp id="api-tokens-name-help" problem={problems.texts.name}>
                        {t("apiTokensNameHelp")}
                    </FieldHelp>
                </FormGroup>
                <ExpiryFields
                    policy={policy}
                    expiry={form.expiry}
                    customDate={form.customDate}
                    problem={problems.texts.expiry}
                    onExpiry={(expiry) => change({ expiry })}
                    onCustomDate={(customDate) => change({ customDate })}
                />
                <FormGroup label={t("apiTokensProfile")} fieldId={INPUTS.profile}>
                    {policy.profiles.length > 0 ? (
                        <FormSelect
                            id={INPUTS.profile}
                            value={form.profile}
                            onChange={(_, profile) => change({ profile })}
                            aria-describedby="api-tokens-profile-help"
                            validated={problems.texts.profile ? "error" : "default"}
                        >
                            <FormSelectOption value="" label={t("apiTokensNoProfile")} />
                            {policy.profiles.map((profile) => (
                                <FormSelectOption key={profile} value={profile} label={profile} />
                            ))}
                        </FormSelect>
                    ) : (
                        <TextInput
                            id={INPUTS.profile}
                            autoComplete="off"
                            autoCapitalize="none"
                            spellCheck="false"
                            value={form.profile}
                            onChange={(_, profile) => change({ profile })}
                            aria-describedby="api-tokens-profile-help"
                            validated={problems.texts.profile ? "error" : "default"}
                        />
                    )}
                    <FieldHelp id="api-tokens-profile-help" problem={problems.texts.profile}>
                        {t("apiTokensProfileHelp")}
                    </FieldHelp>
                </FormGroup>
                {policy.scopes.length > 0 && (
                    <FormGroup role="group" label={t("apiTokensScope")} fieldId="api-tokens-scopes">
                        {policy.scopes.map((scope, index) => (
                            <Checkbox
                                key={scope}
                                id={`api-tokens-scope-${index}`}
                                label={scope}
                                description={consentText(policy, scope)}
                                isChecked={form.scopes.includes(scope)}
                                onChange={(_, checked) =>
                                    change({
                                        scopes: checked
                                            ? [...form.scopes, scope]
                                            : form.scopes.filter((other) => other !== scope),
                                    })
                                }
                            />
                        ))}
                        <FieldHelp id="api-tokens-scopes-help" problem={problems.texts.scopes}>
                            {t("apiTokensScopeHelp")}
                        </FieldHelp>
                    </FormGroup>
                )}
            </Form>
        </Modal>
    );
}
