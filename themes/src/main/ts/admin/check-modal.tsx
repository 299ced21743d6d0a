import { Button, Form, FormGroup, TextInput } from "@patternfly/react-core";
import { type FormEvent, useState } from "react";
import { Alert } from "../shared/alert";
import { busyTexts } from "../shared/busy-texts";
import { t } from "../shared/messages";
import { Modal } from "../shared/modal";
import { useAdministrator } from "./administrator";
import { type Acceptance } from "./api";
import { Problem } from "./problem";
import { rejection } from "./rejection";

interface Props {
    /** The client id of a resource server. */
    readonly clientId: string;
    readonly onClose: () => void;
}

/** What came of a check of one secret. */
interface Checked {
    readonly secret: string;
    readonly answer?: Acceptance;
    readonly error?: unknown;
}

/** What a resource server would learn of a token, which somebody pastes. It goes into the body of one request. */
export function CheckModal({ clientId, onClose }: Props) {
    const { api } = useAdministrator();
    const [secret, setSecret] = useState("");
    const [checked, setChecked] = useState<Checked>();
    const [busy, setBusy] = useState(false);

    // The answer about one secret is not shown beside another.
    const { answer, error }: Partial<Checked> = checked?.secret === secret ? checked : {};

    const check = async (event: FormEvent) => {
        event.preventDefault();
        setBusy(true);
        setChecked(undefined);
        try {
            setChecked({ secret, answer: await api.acceptance(secret, clientId) });
        } catch (error) {
            setChecked({ secret, error });
        }
        setBusy(false);
    };

    return (
        <Modal
            isOpen
            variant="medium"
            title={t("adminCheckTitle", { client: clientId })}
            onClose={onClose}
            actions={[
                <Button
                    key="check"
                    type="submit"
                    form="admin-check"
                    isLoading={busy}
                    {...busyTexts()}
                    isDisabled={!secret.trim()}
                    isAriaDisabled={busy}
                >
                    {t("adminCheck")}
                </Button>,
                <Button key="close" variant="link" onClick={onClose}>
                    {t("apiTokensClose")}
                </Button>,
            ]}
        >
            <Form id="admin-check" onSubmit={(event) => void check(event)} noValidate autoComplete="off">
                <FormGroup label={t("apiTokensSecret")} fieldId="admin-check-secret">
                    <TextInput
                        id="admin-check-secret"
                        type="password"
                        autoFocus
                        autoComplete="off"
                        spellCheck={false}
                        value={secret}
                        aria-describedby="admin-check-help"
                        onChange={(_, text) => setSecret(text)}
                    />
                    <p id="admin-check-help" className="api-tokens-note">
                        {t("adminCheckHelp")}
                    </p>
                </FormGroup>
            </Form>
            <div role="status" className="admin-gap">
                {error !== undefined && <Problem error={error} />}
                {answer &&
                    (answer.active ? (
                        <>
                            <Alert
                                isInline
                                isPlain
                                component="h2"
                                variant="success"
                                title={t("adminCheckAccepted", { client: clientId })}
                            />
                            <pre
                                className="admin-claims"
                                role="region"
                                tabIndex={0}
                                aria-label={t("adminCheckAccepted", { client: clientId })}
                            >
                                {JSON.stringify(answer.claims, null, 2)}
                            </pre>
                        </>
                    ) : (
                        <Alert
                            isInline
                            component="h2"
                            variant="danger"
                            title={t("adminCheckRejected", { client: clientId })}
                        >
                            {rejection(answer) ?? (
                                <span lang="en" dir="ltr">
                                    {answer.reason}.
                                </span>
                            )}
                        </Alert>
                    ))}
            </div>
        </Modal>
    );
}
