import { FormGroup, FormSelect, FormSelectOption } from "@patternfly/react-core";
import { type ReactNode, useState } from "react";
import { type ApiToken, type IssuedApiToken } from "./api-token";
import { DescribedRadio } from "./described-radio";
import { endOfRotated } from "./expiry";
import { FormModal } from "./form-modal";
import { t } from "./messages";
import { type Policy } from "./policy";
import { dateAndTime, endTime, expiry, inWords, isAhead } from "./times";

const NOW = "0";
const OVERLAPS = ["1h", "24h", "3d", "7d"];
const PRESELECTED = "24h";

interface Props {
    readonly token: ApiToken;
    readonly policy: Policy;
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

export function RotateModal({ token, policy, draft, onDraft, rotate, problem, onRotated, onClose }: Props) {
    const [chosen, setChosen] = useState(draft ?? PRESELECTED);
    const [error, setError] = useState<unknown>();
    const [busy, setBusy] = useState(false);
    // The server allows one overlap at a time.
    const runsUntil =
        token.previousValidUntil && isAhead(token.previousValidUntil) ? token.previousValidUntil : undefined;
    const overlap = runsUntil ? NOW : chosen;
    const hasExpired = expiry(token.expiresAt) === "expired";
    const choose = (choice: string) => {
        setChosen(choice);
        onDraft(choice);
    };

    const submit = async () => {
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
        <FormModal
            formId="api-tokens-rotation"
            title={t("apiTokensRotateTitle", { name: token.name })}
            description={t("apiTokensRotateExplained", { name: token.name, prefix: token.prefix })}
            action={t("apiTokensRotateConfirm")}
            isDanger={overlap === NOW}
            isDisabled={hasExpired}
            busy={busy}
            onSubmit={submit}
            onClose={onClose}
        >
            {error !== undefined && problem(error, overlap)}
            {hasExpired ? (
                <p>{t("apiTokensRotateExpired")}</p>
            ) : runsUntil ? (
                <p>{t("apiTokensRotateOnlyNow", { time: dateAndTime(runsUntil) })}</p>
            ) : (
                <Choices overlap={overlap} onChange={choose} />
            )}
            {!hasExpired && <NewEnd token={token} policy={policy} />}
        </FormModal>
    );
}

interface ChoicesProps {
    readonly overlap: string;
    readonly onChange: (overlap: string) => void;
}

/** When the current secret becomes invalid. What breaks a running job is not preselected. */
const Choices = ({ overlap, onChange }: ChoicesProps) => (
    <FormGroup role="radiogroup" label={t("apiTokensRotateWhen")} fieldId="api-tokens-rotate-when" isStack>
        <DescribedRadio
            id="api-tokens-rotate-later"
            name="api-tokens-rotate"
            label={t("apiTokensRotateLater")}
            description={t("apiTokensRotateLaterHelp")}
            isChecked={overlap !== NOW}
            onChange={() => onChange(PRESELECTED)}
            body={
                overlap !== NOW && (
                    <FormSelect
                        id="api-tokens-overlap"
                        aria-label={t("apiTokensOverlap")}
                        value={overlap}
                        onChange={(_, value) => onChange(value)}
                    >
                        {OVERLAPS.map((choice) => (
                            <FormSelectOption
                                key={choice}
                                value={choice}
                                label={t("apiTokensOverlapFor", {
                                    time: inWords(choice),
                                    end: endTime(choice),
                                })}
                            />
                        ))}
                    </FormSelect>
                )
            }
        />
        <DescribedRadio
            id="api-tokens-rotate-now"
            name="api-tokens-rotate"
            label={t("apiTokensRotateNow")}
            description={t("apiTokensRotateNowHelp")}
            isChecked={overlap === NOW}
            onChange={() => onChange(NOW)}
        />
    </FormGroup>
);

function NewEnd({ token, policy }: { readonly token: ApiToken; readonly policy: Policy }) {
    const end = endOfRotated(token, policy);
    return (
        end !== undefined && (
            <p>
                {end === null
                    ? t("apiTokensRotateNoEnd")
                    : t("apiTokensRotateEnd", { time: dateAndTime(end) })}
            </p>
        )
    );
}
