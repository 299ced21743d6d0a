import { type ReactNode, useEffect, useRef, useState } from "react";
import { AccessFields, ROLES, SCOPES, SERVERS } from "./access-fields";
import { type IssuedApiToken, type NewApiToken } from "./api-token";
import { type CreationField, creationProblems } from "./creation-fields";
import { adapted, type AdaptedForm, type CreationForm, emptyForm, requestOf } from "./creation-form";
import { CUSTOM } from "./expiry";
import { DATE, EXPIRY, ExpiryFields } from "./expiry-fields";
import { focusField } from "./focus-field";
import { FormModal } from "./form-modal";
import { t } from "./messages";
import { type Policy } from "./policy";
import { PROFILE } from "./profile-field";
import { ApiError } from "./rest";
import { DESCRIPTION, NAME, TextFields } from "./text-fields";
import { isPast } from "./times";

const INPUTS: Record<CreationField, string> = {
    name: NAME,
    description: DESCRIPTION,
    expiry: EXPIRY,
    roles: ROLES,
    servers: SERVERS,
    scopes: SCOPES,
    profile: PROFILE,
};

interface Failure {
    readonly error: unknown;
    readonly gone?: AdaptedForm["gone"];
}

interface Props {
    readonly policy: Policy;
    /** From before a login. */
    readonly draft?: CreationForm;
    /** Called at each change. */
    readonly onDraft: (form: CreationForm) => void;
    readonly create: (token: NewApiToken) => Promise<IssuedApiToken>;
    /** Reads the policy again. */
    readonly readPolicy: () => Promise<Policy>;
    /** Returns the text of an error. */
    readonly describe: (error: unknown) => string;
    /** Shows an error that is no field's. */
    readonly problem: (error: unknown, form: CreationForm) => ReactNode;
    /** Called with a newer policy. */
    readonly onPolicy: (policy: Policy) => void;
    readonly onCreated: (token: IssuedApiToken) => void;
    readonly onClose: () => void;
}

export function CreateModal({
    policy,
    draft,
    onDraft,
    create,
    readPolicy,
    describe,
    problem,
    onPolicy,
    onCreated,
    onClose,
}: Props) {
    const [form, setForm] = useState<CreationForm>({ ...emptyForm(policy), ...draft });
    const [failure, setFailure] = useState<Failure>();
    const [busy, setBusy] = useState(false);
    const formElement = useRef<HTMLFormElement>(null);
    const change = (changes: Partial<CreationForm>) => {
        const changed = { ...form, ...changes };
        setForm(changed);
        onDraft(changed);
        setFailure(undefined);
    };

    const problemsOf = ({ error, gone }: Failure) => creationProblems(error, describe, gone);
    const problems = problemsOf(failure ?? { error: undefined });
    const { first } = problems;
    const wrongInput = first && (first === "expiry" && form.expiry === CUSTOM ? DATE : INPUTS[first]);
    useEffect(() => {
        if (wrongInput) {
            focusField(formElement.current, wrongInput);
        }
    }, [failure, wrongInput]);

    /** Also reads the choices again, if one of them was wrong. */
    const fail = async (error: unknown) => {
        const { roles, servers, scopes } = problemsOf({ error }).texts;
        const newest = (roles ?? servers ?? scopes) ? await readPolicy().catch(() => undefined) : undefined;
        if (newest) {
            onPolicy(newest);
            setForm((current) => adapted(current, newest).form);
        }
        setFailure({ error, gone: newest && adapted(form, newest).gone });
        setBusy(false);
    };

    const submit = async () => {
        if (form.expiry === CUSTOM && (!form.customDate || isPast(form.customDate))) {
            setFailure({ error: new ApiError(form.customDate ? "INVALID_EXPIRY" : "DATE_REQUIRED", "") });
            return;
        }
        setBusy(true);
        setFailure(undefined);
        try {
            onCreated(await create(requestOf(form, policy)));
        } catch (error) {
            await fail(error);
        }
    };

    return (
        <FormModal
            formId="api-tokens-form"
            form={formElement}
            title={t("apiTokensCreate")}
            action={t("apiTokensCreate")}
            busy={busy}
            onSubmit={submit}
            onClose={onClose}
        >
            {problems.isElsewhere && problem(failure?.error, form)}
            <TextFields
                name={form.name}
                description={form.description}
                problems={problems.texts}
                onChange={change}
            />
            <ExpiryFields
                policy={policy}
                expiry={form.expiry}
                customDate={form.customDate}
                problem={problems.texts.expiry}
                onExpiry={(expiry) => change({ expiry })}
                onCustomDate={(customDate) => change({ customDate })}
            />
            <AccessFields policy={policy} form={form} problems={problems.texts} onChange={change} />
        </FormModal>
    );
}
