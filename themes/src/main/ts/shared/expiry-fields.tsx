import { FormGroup, FormSelect, FormSelectOption, TextInput } from "@patternfly/react-core";
import { CUSTOM, lifetimes, MAX_HOURS, mayNeverExpire, NEVER } from "./expiry";
import { FieldHelp } from "./field-help";
import { t } from "./messages";
import { type Policy } from "./policy";
import { end, endTime, fieldDate, hours, inWords, isPast, lifetimeUntil } from "./times";

export const EXPIRY = "api-tokens-expiry";
export const DATE = "api-tokens-date";

interface Props {
    readonly policy: Policy;
    readonly expiry: string;
    readonly customDate: string;
    readonly problem?: string;
    readonly onExpiry: (expiry: string) => void;
    readonly onCustomDate: (day: string) => void;
}

export function ExpiryFields({ policy, expiry, customDate, problem, onExpiry, onCustomDate }: Props) {
    const maxHours = policy.maxLifetime ? hours(policy.maxLifetime) : MAX_HOURS;
    return (
        <>
            <FormGroup label={t("apiTokensExpires")} fieldId={EXPIRY}>
                <FormSelect
                    id={EXPIRY}
                    value={expiry}
                    onChange={(_, value) => onExpiry(value)}
                    aria-describedby={`${EXPIRY}-help`}
                    validated={problem && expiry !== CUSTOM ? "error" : "default"}
                >
                    {lifetimes(policy).map((lifetime) => (
                        <FormSelectOption
                            key={lifetime}
                            value={lifetime}
                            label={t(
                                lifetime === policy.defaultLifetime
                                    ? "apiTokensLifetimeDefault"
                                    : "apiTokensLifetime",
                                { lifetime: inWords(lifetime), date: end(lifetime) },
                            )}
                        />
                    ))}
                    <FormSelectOption value={CUSTOM} label={t("apiTokensCustomDate")} />
                    {mayNeverExpire(policy) && (
                        <FormSelectOption value={NEVER} label={t("apiTokensNeverExpires")} />
                    )}
                </FormSelect>
                <FieldHelp
                    id={`${EXPIRY}-help`}
                    problem={expiry === CUSTOM ? undefined : problem}
                    warning={expiry === NEVER ? t("apiTokensNeverWarning") : undefined}
                >
                    {policy.maxLifetime &&
                        t("apiTokensMaxLifetime", {
                            lifetime: inWords(policy.maxLifetime),
                            date: end(policy.maxLifetime),
                        })}
                </FieldHelp>
            </FormGroup>
            {expiry === CUSTOM && (
                <FormGroup label={t("apiTokensLastDay")} fieldId={DATE} isRequired>
                    <TextInput
                        id={DATE}
                        type="date"
                        isRequired
                        value={customDate}
                        min={fieldDate(0)}
                        max={fieldDate(maxHours)}
                        onChange={(_, value) => onCustomDate(value)}
                        aria-describedby={`${DATE}-help`}
                        validated={problem ? "error" : "default"}
                    />
                    <FieldHelp id={`${DATE}-help`} problem={problem}>
                        {customDate &&
                            !isPast(customDate) &&
                            t("apiTokensExpiresAt", {
                                time: endTime(lifetimeUntil(customDate, policy.maxLifetime)),
                            })}
                    </FieldHelp>
                </FormGroup>
            )}
        </>
    );
}
