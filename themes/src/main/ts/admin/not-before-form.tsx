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
import { busyTexts } from "../shared/busy-texts";
import { ConfirmModal } from "../shared/confirm-modal";
import { FieldHelp } from "../shared/field-help";
import { t } from "../shared/messages";
import { ApiError, passes } from "../shared/rest";
import { dateAndTime, isAhead } from "../shared/times";
import { useAdministrator } from "./administrator";
import { type NotBefore, type NotBeforeProgress } from "./api";
import { ConfirmCount, isConfirmed } from "./confirm-count";
import { notBeforeProblems } from "./form-problems";
import { Problem } from "./problem";
import { count } from "./texts";

const NOW = "now";

/** Milliseconds between two questions, each of which lets the database count rows. */
const PAUSE = 3000;

const FUTURE = { field: "notBefore", code: "INVALID_REQUEST", description: "" };

interface Props {
    readonly changes: number;
    readonly onDone: (notice: string) => void;
}

/** Revokes every secret issued before a time, at once. */
export function NotBeforeForm({ changes, onDone }: Props) {
    const { api } = useAdministrator();
    const progress = useProgress(changes);
    const [isNow, setIsNow] = useState(true);
    const [time, setTime] = useState("");
    const [preview, setPreview] = useState<NotBefore & { readonly wanted: string }>();
    const [busy, setBusy] = useState(false);
    const [typed, setTyped] = useState("");
    const [error, setError] = useState<unknown>();
    const timeField = useRef<HTMLInputElement>(null);

    // With "now" there is no field to mark.
    const problemsOf = (failure: unknown) =>
        isNow
            ? { texts: {}, first: undefined, isElsewhere: failure !== undefined }
            : notBeforeProblems(failure);
    const problems: ReturnType<typeof notBeforeProblems> = problemsOf(error);

    const fail = (failure: unknown) => {
        setError(failure);
        if (problemsOf(failure).first) {
            timeField.current?.focus();
        }
    };

    const choose = (now: boolean) => {
        setIsNow(now);
        setError(undefined);
    };

    const show = async (event: FormEvent) => {
        event.preventDefault();
        if (busy) {
            return;
        }
        setError(undefined);
        if (!isNow && isAhead(time)) {
            fail(new ApiError("INVALID_REQUEST", "", [FUTURE]));
            return;
        }
        setTyped("");
        setBusy(true);
        try {
            // The field has the time of day where this person is.
            const wanted = isNow ? NOW : new Date(time).toISOString();
            setPreview({ ...(await api.setNotBefore(wanted, true)), wanted });
        } catch (failure) {
            fail(failure);
        }
        setBusy(false);
    };

    const set = async (wanted: string) => {
        try {
            const { notBefore, matching } = await api.setNotBefore(wanted, false);
            setPreview(undefined);
            onDone(
                count("adminNotBeforeSet", matching) +
                    " " +
                    t("adminNotBeforeInForce", { time: dateAndTime(notBefore) }),
            );
        } catch (failure) {
            if (!problemsOf(failure).first) {
                throw failure;
            }
            // Another administrator has chosen a later time meanwhile.
            setPreview(undefined);
            fail(failure);
        }
    };

    return (
        <Card>
            <CardTitle component="h2">{t("adminNotBeforeTitle")}</CardTitle>
            <CardBody>
                <Form onSubmit={(event) => void show(event)} noValidate>
                    {problems.isElsewhere && <Problem error={error} />}
                    <p>{t("adminNotBeforeHelp")}</p>
                    {progress?.notBefore && (
                        <p role="status">
                            {t("adminNotBeforeInForce", { time: dateAndTime(progress.notBefore) })}{" "}
                            {progress.remaining > 0 && count("adminNotBeforeRemaining", progress.remaining)}
                        </p>
                    )}
                    <FormGroup role="radiogroup" label={t("adminIssuedBefore")} fieldId="admin-issued-before">
                        <Radio
                            id="admin-issued-before-now"
                            name="admin-issued-before"
                            label={t("adminIssuedBeforeNow")}
                            isChecked={isNow}
                            onChange={() => choose(true)}
                        />
                        <Radio
                            id="admin-issued-before-time"
                            name="admin-issued-before"
                            label={t("adminIssuedBeforeTime")}
                            isChecked={!isNow}
                            onChange={() => choose(false)}
                        />
                    </FormGroup>
                    {!isNow && (
                        <FormGroup label={t("adminTime")} fieldId="admin-time">
                            <TextInput
                                ref={timeField}
                                id="admin-time"
                                type="datetime-local"
                                value={time}
                                validated={problems.texts.notBefore ? "error" : "default"}
                                aria-describedby="admin-time-help"
                                onChange={(_, text) => {
                                    setTime(text);
                                    setError(undefined);
                                }}
                            />
                            <FieldHelp id="admin-time-help" problem={problems.texts.notBefore} />
                        </FormGroup>
                    )}
                    <ActionGroup>
                        <Button
                            type="submit"
                            variant="secondary"
                            isLoading={busy}
                            {...busyTexts()}
                            isDisabled={!isNow && !time}
                            isAriaDisabled={busy}
                        >
                            {t("adminCountTokens")}
                        </Button>
                    </ActionGroup>
                </Form>
                {preview && (
                    <ConfirmModal
                        title={t("adminNotBeforeTitle")}
                        action={count("adminRevokeCount", preview.matching)}
                        isDisabled={!isConfirmed(preview.matching, typed)}
                        onConfirm={() => set(preview.wanted)}
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

/** Asks again while rows have to follow, and after a failure that passes. Without it the form is as good as with it. */
function useProgress(changes: number) {
    const { api } = useAdministrator();
    const [progress, setProgress] = useState<NotBeforeProgress>();
    useEffect(() => {
        let timer: number | undefined;
        let isGone = false;
        const ask = async () => {
            let goesOn: boolean;
            try {
                const now = await api.notBefore();
                if (isGone) {
                    return;
                }
                setProgress(now);
                goesOn = now.remaining > 0;
            } catch (failure) {
                goesOn = passes(failure);
            }
            if (goesOn && !isGone) {
                timer = window.setTimeout(() => void ask(), PAUSE);
            }
        };
        void ask();
        return () => {
            isGone = true;
            window.clearTimeout(timer);
        };
    }, [api, changes]);
    return progress;
}
