import { FormGroup, FormSelect, FormSelectOption, TextInput } from "@patternfly/react-core";
import { FieldHelp } from "../shared/field-help";
import { t } from "../shared/messages";
import { end, endTime, fieldDate, hours, inWords, isPast, lifetimeUntil } from "../shared/times";
import { type Policy } from "./api";
import { CUSTOM, lifetimes, MAX_HOURS, mayNeverExpire, NEVER } from "./expiry";

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
            <FormGroup label={t("apiTokensExpires")} fieldId="api-tokens-expiry">
                <FormSelect
                    id="api-tokens-expiry"
                    value={expiry}
                    onChange={(_, value) => onExpiry(value)}
                    aria-describedby="api-tokens-expiry-help"
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
                    id="api-tokens-expiry-help"
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
                <FormGroup label={t("apiTokensLastDay")} fieldId="api-tokens-date" isRequired>
                    <TextInput
                        id="api-tokens-date"
                        type="date"
                        isRequired
                        value={customDate}
                        min={fieldDate(0)}
                        max={fieldDate(maxHours)}
                        onChange={(_, value) => onCustomDate(value)}
                        aria-describedby="api-tokens-date-help"
                        validated={problem ? "error" : "default"}
                    />
                    <FieldHelp id="api-tokens-date-help" problem={problem}>
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
