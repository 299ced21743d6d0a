import {
    Button,
    Card,
    CardBody,
    CardTitle,
    Form,
    FormGroup,
    TextInput,
    ActionGroup,
} from "@patternfly/react-core";
import { type FormEvent, useRef, useState } from "react";
import { FieldHelp } from "../shared/field-help";
import { t } from "../shared/messages";
import { useAdministrator } from "./administrator";
import { type AdminApiToken } from "./api";
import { Details } from "./details";
import { lookupProblems } from "./form-problems";
import { State } from "./inventory-table";
import { Problem } from "./problem";
import { RevokeModal } from "./revoke-modal";

/** Whose a secret is. It goes into the body of one request, and out of the field. */
export function Lookup({ onRevoked }: { onRevoked: (token: AdminApiToken) => void }) {
    const { api, rights } = useAdministrator();
    const [secret, setSecret] = useState("");
    const [found, setFound] = useState<AdminApiToken>();
    const [error, setError] = useState<unknown>();
    const [busy, setBusy] = useState(false);
    const [revoking, setRevoking] = useState(false);
    const field = useRef<HTMLInputElement>(null);

    const lookUp = async (event: FormEvent) => {
        event.preventDefault();
        setBusy(true);
        setError(undefined);
        setFound(undefined);
        try {
            setFound(await api.lookUp(secret.trim()));
        } catch (failure) {
            setError(failure);
            if (lookupProblems(failure).first) {
                field.current?.focus();
            }
        }
        setSecret("");
        setBusy(false);
    };

    const problems = lookupProblems(error);
    return (
        <Card>
            <CardTitle component="h2">{t("adminLookupTitle")}</CardTitle>
            <CardBody>
                <Form onSubmit={(event) => void lookUp(event)} noValidate autoComplete="off">
                    {problems.isElsewhere && <Problem error={error} />}
                    <FormGroup label={t("adminSecret")} fieldId="admin-secret">
                        <TextInput
                            ref={field}
                            id="admin-secret"
                            autoComplete="off"
                            spellCheck={false}
                            value={secret}
                            onChange={(_, text) => setSecret(text)}
                            aria-describedby="admin-secret-help"
                            validated={problems.texts.secret ? "error" : "default"}
                        />
                        <FieldHelp id="admin-secret-help" problem={problems.texts.secret}>
                            {t("adminSecretHelp")}
                        </FieldHelp>
                    </FormGroup>
                    <ActionGroup>
                        <Button type="submit" isLoading={busy} isDisabled={busy || !secret.trim()}>
                            {t("adminLookUpSecret")}
                        </Button>
                    </ActionGroup>
                </Form>
                <div role="status">
                    {found && (
                        <>
                            <h3 className="admin-gap">
                                <strong>{found.name}</strong> <code>{found.prefix}…</code>{" "}
                                <State token={found} />
                            </h3>
                            <Details token={found} />
                        </>
                    )}
                </div>
                {found && found.state !== "revoked" && rights.manageTokens && (
                    <Button variant="danger" onClick={() => setRevoking(true)}>
                        {t("adminRevokeLeaked")}
                    </Button>
                )}
                {found && revoking && (
                    <RevokeModal
                        token={found}
                        isLeaked
                        onRevoked={() => {
                            setRevoking(false);
                            setFound(undefined);
                            onRevoked(found);
                        }}
                        onClose={() => setRevoking(false)}
                    />
                )}
            </CardBody>
        </Card>
    );
}
