import { FormGroup, FormSelect, FormSelectOption, TextInput } from "@patternfly/react-core";
import { FieldHelp } from "../shared/field-help";
import { t } from "../shared/messages";
import { end, endTime, fieldDate, hours, inWords, isPast, lifetimeUntil } from "../shared/times";
import { type Policy } from "./api";

export const NEVER = "NEVER";
export const CUSTOM = "CUSTOM";

const PRESETS = ["30d", "60d", "90d", "1y"];
const MAX_HOURS = 100 * 365 * 24;

/** No lifetime in a request means the default. Hence a token can be without an end only where there is no default. */
const mayNeverExpire = (policy: Policy) =>
    !policy.expiryRequired && !policy.maxLifetime && !policy.defaultLifetime;

function lifetimes(policy: Policy): string[] {
    const maxHours = policy.maxLifetime ? hours(policy.maxLifetime) : Number.POSITIVE_INFINITY;
    const byHours = new Map<number, string>();
    for (const lifetime of [policy.defaultLifetime, ...PRESETS, policy.maxLifetime]) {
        if (lifetime && hours(lifetime) <= maxHours && !byHours.has(hours(lifetime))) {
            byHours.set(hours(lifetime), lifetime);
        }
    }
    return [...byHours.entries()].sort(([a], [b]) => a - b).map(([, lifetime]) => lifetime);
}

/** Returns the realm's default; without one 90 days, or the longest lifetime below. */
export function preselected(policy: Policy): string {
    const choices = lifetimes(policy);
    return (
        policy.defaultLifetime ??
        choices.filter((lifetime) => hours(lifetime) <= hours("90d")).pop() ??
        choices[0] ??
        CUSTOM
    );
}

/** What the request says: nothing for never. */
export function expiresIn(expiry: string, customDate: string, policy: Policy): string | undefined {
    switch (expiry) {
        case NEVER:
            return undefined;
        case CUSTOM:
            return lifetimeUntil(customDate, policy.maxLifetime);
        default:
            return expiry;
    }
}

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
