import { type ReactNode, useRef, useState } from "react";
import { type ApiToken, type ApiTokenEdit } from "./api-token";
import { creationProblems } from "./creation-fields";
import { focusField } from "./focus-field";
import { FormModal } from "./form-modal";
import { t } from "./messages";
import { DESCRIPTION, NAME, TextFields } from "./text-fields";

interface Props {
    readonly token: ApiToken;
    /** From before a login. */
    readonly draft?: ApiTokenEdit;
    /** Called at each change. */
    readonly onDraft: (form: ApiTokenEdit) => void;
    readonly edit: (changes: ApiTokenEdit) => Promise<ApiToken>;
    /** Returns the text of an error. */
    readonly describe: (error: unknown) => string;
    /** Shows an error that is no field's. */
    readonly problem: (error: unknown, form: ApiTokenEdit) => ReactNode;
    readonly onEdited: (token: ApiToken) => void;
    readonly onClose: () => void;
}

/** Renames a token, and describes it. */
export function EditModal({ token, draft, onDraft, edit, describe, problem, onEdited, onClose }: Props) {
    const [form, setForm] = useState<ApiTokenEdit>(
        draft ?? { name: token.name, description: token.description ?? "" },
    );
    const [error, setError] = useState<unknown>();
    const [busy, setBusy] = useState(false);
    const formElement = useRef<HTMLFormElement>(null);

    const problemsOf = (failure: unknown) => creationProblems(failure, describe);
    const problems = problemsOf(error);

    const submit = async () => {
        setBusy(true);
        setError(undefined);
        try {
            onEdited(await edit(form));
        } catch (failure) {
            setError(failure);
            setBusy(false);
            const { first } = problemsOf(failure);
            if (first) {
                focusField(formElement.current, first === "name" ? NAME : DESCRIPTION);
            }
        }
    };

    return (
        <FormModal
            formId="api-tokens-edit"
            form={formElement}
            title={t("apiTokensEditTitle", { name: token.name })}
            description={t("apiTokensEditExplained")}
            action={t("apiTokensSave")}
            busy={busy}
            onSubmit={submit}
            onClose={onClose}
        >
            {problems.isElsewhere && problem(error, form)}
            <TextFields
                {...form}
                problems={problems.texts}
                onChange={(changes) => {
                    const changed = { ...form, ...changes };
                    setForm(changed);
                    onDraft(changed);
                    setError(undefined);
                }}
            />
        </FormModal>
    );
}
