import {
    ActionGroup,
    Button,
    Card,
    CardBody,
    CardTitle,
    Form,
    FormGroup,
    TextArea,
} from "@patternfly/react-core";
import { type ClipboardEvent, type FormEvent, useRef, useState } from "react";
import { busyTexts } from "../shared/busy-texts";
import { FieldHelp } from "../shared/field-help";
import { t } from "../shared/messages";
import { useAdministrator } from "./administrator";
import { type AdminApiToken, type FoundSecrets } from "./api";
import { isTooLong, lookupProblems, TOO_LONG } from "./form-problems";
import { InventoryTable } from "./inventory-table";
import { Problem } from "./problem";
import { RevokeEachModal } from "./revoke-each-modal";
import { RevokeModal } from "./revoke-modal";
import { count } from "./texts";

/** From how many characters on a browser takes long to paste, for it keeps each line for an undo. */
const LONG = 20_000;

/** What else was found in a text, in the order of the answer. */
const OTHERS = ["unknown", "malformed", "forbidden"] as const;

/** Whose the secrets in a text are. The text goes into the body of one request, and out of the field. */
export function Lookup({ onDone }: { onDone: (notice: string) => void }) {
    const { api, rights } = useAdministrator();
    const [text, setText] = useState("");
    const [found, setFound] = useState<FoundSecrets>();
    const [error, setError] = useState<unknown>();
    const [busy, setBusy] = useState(false);
    const [revoking, setRevoking] = useState<AdminApiToken>();
    const [revokesAll, setRevokesAll] = useState(false);
    const field = useRef<HTMLTextAreaElement>(null);

    const lookUp = async (event: FormEvent) => {
        event.preventDefault();
        setBusy(true);
        setError(undefined);
        setFound(undefined);
        try {
            if (isTooLong(text)) {
                throw TOO_LONG;
            }
            setFound(await api.findSecrets(text));
            setText("");
        } catch (failure) {
            setError(failure);
            if (lookupProblems(failure).first) {
                field.current?.focus();
            }
        }
        setBusy(false);
    };

    const paste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
        const pasted = event.clipboardData.getData("text/plain");
        if (pasted.length > LONG) {
            const { value, selectionStart, selectionEnd } = event.currentTarget;
            event.preventDefault();
            setText(value.slice(0, selectionStart) + pasted + value.slice(selectionEnd));
        }
    };

    /** What else was found stays: the text is gone. */
    const end = (notice: string, revoked: readonly AdminApiToken[]) => {
        setRevoking(undefined);
        setRevokesAll(false);
        setFound(
            found && {
                ...found,
                tokens: found.tokens.map((token) =>
                    revoked.includes(token) ? { ...token, state: "revoked" } : token,
                ),
            },
        );
        onDone(notice);
    };

    const problems = lookupProblems(error);
    const valid = found?.tokens.filter(({ state }) => state !== "revoked") ?? [];
    return (
        <Card>
            <CardTitle component="h2">{t("adminLookupTitle")}</CardTitle>
            <CardBody>
                <Form
                    onSubmit={(event) => void lookUp(event)}
                    noValidate
                    autoComplete="off"
                    className="admin-narrow"
                >
                    {problems.isElsewhere && <Problem error={error} />}
                    <FormGroup label={t("adminLookupText")} fieldId="admin-lookup-text">
                        <TextArea
                            ref={field}
                            id="admin-lookup-text"
                            autoComplete="off"
                            spellCheck={false}
                            rows={4}
                            resizeOrientation="vertical"
                            value={text}
                            onChange={(_, changed) => setText(changed)}
                            onPaste={paste}
                            aria-describedby="admin-lookup-text-help"
                            validated={problems.texts.text ? "error" : "default"}
                        />
                        <FieldHelp id="admin-lookup-text-help" problem={problems.texts.text}>
                            {t("adminLookupHelp")}
                        </FieldHelp>
                    </FormGroup>
                    <ActionGroup>
                        <Button
                            type="submit"
                            isLoading={busy}
                            {...busyTexts()}
                            isDisabled={!text.trim()}
                            isAriaDisabled={busy}
                        >
                            {t("adminFindSecrets")}
                        </Button>
                    </ActionGroup>
                </Form>
                <div role="status">{found && <Found {...found} />}</div>
                {found && found.tokens.length > 0 && (
                    <InventoryTable
                        tokens={found.tokens}
                        onRevoke={rights.manageTokens ? setRevoking : undefined}
                    />
                )}
                {valid.length > 1 && rights.manageTokens && (
                    <Button variant="danger" className="admin-gap" onClick={() => setRevokesAll(true)}>
                        {t("adminRevokeAllFound")}
                    </Button>
                )}
                {revoking && (
                    <RevokeModal
                        token={revoking}
                        isLeaked
                        onRevoked={() => end(t("apiTokensRevoked", { name: revoking.name }), [revoking])}
                        onClose={() => setRevoking(undefined)}
                    />
                )}
                {revokesAll && (
                    <RevokeEachModal
                        title={t("adminRevokeAllFound")}
                        areLeaked
                        tokens={valid}
                        onDone={end}
                        onClose={() => setRevokesAll(false)}
                    />
                )}
            </CardBody>
        </Card>
    );
}

/** A prefix is what lists show of a secret, and no secret. */
function Found(found: FoundSecrets) {
    const others = OTHERS.filter((kind) => found[kind].length > 0);
    return (
        <>
            <p className="admin-gap">
                <strong>
                    {found.tokens.length > 0
                        ? count("adminFoundTokens", found.tokens.length)
                        : t(others.length > 0 ? "adminFoundNone" : "adminFoundNothing")}
                </strong>
            </p>
            {others.length > 0 && (
                <ul className="admin-list">
                    {others.map((kind) => (
                        <li key={kind}>
                            {t(`adminFound_${kind}`)}{" "}
                            {found[kind].map((prefix) => (
                                <code key={prefix}>{prefix}… </code>
                            ))}
                        </li>
                    ))}
                </ul>
            )}
        </>
    );
}
