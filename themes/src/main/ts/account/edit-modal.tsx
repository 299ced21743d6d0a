import { Button, Form, Modal } from "@patternfly/react-core";
import { type FormEvent, useRef, useState } from "react";
import { type ApiToken, type ApiTokenEdit } from "../shared/api-token";
import { creationProblems } from "../shared/creation-fields";
import { focusField } from "../shared/focus-field";
import { t } from "../shared/messages";
import { type Policy } from "../shared/policy";
import { DESCRIPTION, NAME, TextFields } from "../shared/text-fields";
import { describe, Problem } from "./problem";
import { api } from "./session";

interface Props {
    readonly token: ApiToken;
    readonly policy: Policy;
    /** From before a login. */
    readonly draft?: ApiTokenEdit;
    readonly onEdited: (token: ApiToken) => void;
    readonly onClose: () => void;
}

/** Renames a token, and describes it. */
export function EditModal({ token, policy, draft, onEdited, onClose }: Props) {
    const [form, setForm] = useState<ApiTokenEdit>(
        draft ?? { name: token.name, description: token.description ?? "" },
    );
    const [error, setError] = useState<unknown>();
    const [busy, setBusy] = useState(false);
    const formElement = useRef<HTMLFormElement>(null);

    const problemsOf = (failure: unknown) => creationProblems(failure, (one) => describe(one, policy));
    const problems = problemsOf(error);

    const submit = async (event: FormEvent) => {
        event.preventDefault();
        if (busy) {
            return;
        }
        setBusy(true);
        setError(undefined);
        try {
            onEdited(await api.edit(token.id, form));
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
        <Modal
            variant="small"
            isOpen
            title={t("apiTokensEditTitle", { name: token.name })}
            description={t("apiTokensEditExplained")}
            onClose={onClose}
            actions={[
                <Button key="save" type="submit" form="api-tokens-edit" isLoading={busy} isDisabled={busy}>
                    {t("apiTokensSave")}
                </Button>,
                <Button key="cancel" variant="link" onClick={onClose}>
                    {t("cancel")}
                </Button>,
            ]}
        >
            <Form ref={formElement} id="api-tokens-edit" onSubmit={(event) => void submit(event)} noValidate>
                {problems.isElsewhere && (
                    <Problem
                        error={error}
                        policy={policy}
                        draft={() => ({ action: "edit", id: token.id, form })}
                    />
                )}
                <TextFields
                    {...form}
                    problems={problems.texts}
                    onChange={(changes) => {
                        setForm({ ...form, ...changes });
                        setError(undefined);
                    }}
                />
            </Form>
        </Modal>
    );
}
