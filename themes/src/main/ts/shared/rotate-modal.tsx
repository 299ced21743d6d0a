import { Button, Form, FormGroup, FormSelect, FormSelectOption, Modal } from "@patternfly/react-core";
import { type FormEvent, type ReactNode, useState } from "react";
import { type ApiToken, type IssuedApiToken } from "./api-token";
import { FieldHelp } from "./field-help";
import { t } from "./messages";
import { inWords } from "./times";

const AT_ONCE = "0";
const OVERLAPS = ["1h", "24h", "3d", "7d"];

interface Props {
    readonly token: ApiToken;
    /** The overlap chosen before a login. */
    readonly draft?: string;
    /** Called at each change. */
    readonly onDraft: (overlap: string) => void;
    readonly rotate: (overlap: string) => Promise<IssuedApiToken>;
    /** Shows why it failed. */
    readonly problem: (error: unknown, overlap: string) => ReactNode;
    readonly onRotated: (token: IssuedApiToken) => void;
    readonly onClose: () => void;
}

export function RotateModal({ token, draft, onDraft, rotate, problem, onRotated, onClose }: Props) {
    const [overlap, setOverlap] = useState(draft ?? AT_ONCE);
    const [error, setError] = useState<unknown>();
    const [busy, setBusy] = useState(false);

    const submit = async (event: FormEvent) => {
        event.preventDefault();
        setBusy(true);
        setError(undefined);
        try {
            onRotated(await rotate(overlap));
        } catch (failure) {
            setError(failure);
            setBusy(false);
        }
    };

    return (
        <Modal
            variant="small"
            isOpen
            title={t("apiTokensRotateTitle", { name: token.name })}
            description={t("apiTokensRotateExplained", { name: token.name, prefix: token.prefix })}
            onClose={onClose}
            actions={[
                <Button
                    key="rotate"
                    type="submit"
                    form="api-tokens-rotation"
                    isLoading={busy}
                    isDisabled={busy}
                >
                    {t("apiTokensRotateConfirm")}
                </Button>,
                <Button key="cancel" variant="link" onClick={onClose}>
                    {t("cancel")}
                </Button>,
            ]}
        >
            <Form id="api-tokens-rotation" onSubmit={(event) => void submit(event)}>
                {error !== undefined && problem(error, overlap)}
                <FormGroup label={t("apiTokensOverlap")} fieldId="api-tokens-overlap">
                    <FormSelect
                        id="api-tokens-overlap"
                        value={overlap}
                        onChange={(_, value) => {
                            setOverlap(value);
                            onDraft(value);
                        }}
                        aria-describedby="api-tokens-overlap-help"
                    >
                        <FormSelectOption value={AT_ONCE} label={t("apiTokensOverlapNone")} />
                        {OVERLAPS.map((choice) => (
                            <FormSelectOption
                                key={choice}
                                value={choice}
                                label={t("apiTokensOverlapFor", { time: inWords(choice) })}
                            />
                        ))}
                    </FormSelect>
                    <FieldHelp id="api-tokens-overlap-help">{t("apiTokensOverlapHelp")}</FieldHelp>
                </FormGroup>
            </Form>
        </Modal>
    );
}
