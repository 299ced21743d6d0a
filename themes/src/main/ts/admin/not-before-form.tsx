import {
    ActionGroup,
    Button,
    Card,
    CardBody,
    CardTitle,
    Form,
    FormGroup,
    Radio,
    TextInput,
} from "@patternfly/react-core";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { ConfirmModal } from "../shared/confirm-modal";
import { FieldHelp } from "../shared/field-help";
import { t } from "../shared/messages";
import { dateAndTime } from "../shared/times";
import { useAdministrator } from "./administrator";
import { type NotBefore } from "./api";
import { ConfirmCount, isConfirmed } from "./confirm-count";
import { Problem } from "./problem";
import { count } from "./texts";

const NOW = "now";

interface Props {
    readonly changes: number;
    readonly onDone: (notice: string) => void;
}

/** Revokes every secret issued before a time, at once. */
export function NotBeforeForm({ changes, onDone }: Props) {
    const { api } = useAdministrator();
    const [inForce, setInForce] = useState<string | null>(null);
    const [isNow, setIsNow] = useState(true);
    const [time, setTime] = useState("");
    const [isFuture, setIsFuture] = useState(false);
    const [preview, setPreview] = useState<NotBefore>();
    const [typed, setTyped] = useState("");
    const [error, setError] = useState<unknown>();
    const timeField = useRef<HTMLInputElement>(null);
    useEffect(() => {
        api.policy().then(({ notBefore }) => setInForce(notBefore), setError);
    }, [api, changes]);

    // The field has the time of day where this person is.
    const wanted = () => (isNow ? NOW : new Date(time).toISOString());

    const show = async (event: FormEvent) => {
        event.preventDefault();
        setError(undefined);
        if (!isNow && Date.parse(time) > Date.now()) {
            setIsFuture(true);
            timeField.current?.focus();
            return;
        }
        setTyped("");
        try {
            setPreview(await api.setNotBefore(wanted(), true));
        } catch (failure) {
            setError(failure);
        }
    };

    const set = async () => {
        const { notBefore, matching } = await api.setNotBefore(wanted(), false);
        setPreview(undefined);
        onDone(
            count("adminNotBeforeSet", matching) +
                " " +
                t("adminNotBeforeInForce", { time: dateAndTime(notBefore) }),
        );
    };

    return (
        <Card>
            <CardTitle component="h2">{t("adminNotBeforeTitle")}</CardTitle>
            <CardBody>
                <Form onSubmit={(event) => void show(event)} noValidate>
                    {error !== undefined && <Problem error={error} />}
                    <p>{t("adminNotBeforeHelp")}</p>
                    {inForce && <p>{t("adminNotBeforeInForce", { time: dateAndTime(inForce) })}</p>}
                    <FormGroup role="radiogroup" label={t("adminIssuedBefore")} fieldId="admin-issued-before">
                        <Radio
                            id="admin-issued-before-now"
                            name="admin-issued-before"
                            label={t("adminIssuedBeforeNow")}
                            isChecked={isNow}
                            onChange={() => setIsNow(true)}
                        />
                        <Radio
                            id="admin-issued-before-time"
                            name="admin-issued-before"
                            label={t("adminIssuedBeforeTime")}
                            isChecked={!isNow}
                            onChange={() => setIsNow(false)}
                        />
                    </FormGroup>
                    {!isNow && (
                        <FormGroup label={t("adminTime")} fieldId="admin-time">
                            <TextInput
                                ref={timeField}
                                id="admin-time"
                                type="datetime-local"
                                value={time}
                                validated={isFuture ? "error" : "default"}
                                aria-describedby="admin-time-help"
                                onChange={(_, text) => {
                                    setTime(text);
                                    setIsFuture(false);
                                }}
                            />
                            <FieldHelp
                                id="admin-time-help"
                                problem={isFuture ? t("adminWrongTime") : undefined}
                            />
                        </FormGroup>
                    )}
                    <ActionGroup>
                        <Button type="submit" variant="secondary" isDisabled={!isNow && !time}>
                            {t("adminCountTokens")}
                        </Button>
                    </ActionGroup>
                </Form>
                {preview && (
                    <ConfirmModal
                        title={t("adminNotBeforeTitle")}
                        action={count("adminRevokeCount", preview.matching)}
                        cancel={t("adminCancel")}
                        isDisabled={!isConfirmed(preview.matching, typed)}
                        onConfirm={set}
                        onClose={() => setPreview(undefined)}
                        problem={(failure) => <Problem error={failure} />}
                    >
                        <p>{t("adminNotBeforeScope", { time: dateAndTime(preview.notBefore) })}</p>
                        <p>
                            <strong>{count("adminWillRevoke", preview.matching)}</strong>{" "}
                            {t("adminCannotBeUndone")}
                        </p>
                        <ConfirmCount number={preview.matching} typed={typed} onChange={setTyped} />
                    </ConfirmModal>
                )}
            </CardBody>
        </Card>
    );
}
