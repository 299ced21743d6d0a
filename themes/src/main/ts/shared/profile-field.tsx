import { FormGroup, FormSelect, FormSelectOption, TextInput } from "@patternfly/react-core";
import { FieldHelp } from "./field-help";
import { t } from "./messages";
import { type Policy } from "./policy";

export const PROFILE = "api-tokens-profile";

interface Props {
    readonly policy: Policy;
    readonly profile: string;
    readonly problem?: string;
    readonly onChange: (profile: string) => void;
}

/** The profiles of the policy to choose from; a text where it allows any. */
export function ProfileField({ policy, profile, problem, onChange }: Props) {
    const common = {
        id: PROFILE,
        value: profile,
        "aria-describedby": `${PROFILE}-help`,
        validated: problem ? ("error" as const) : ("default" as const),
    };
    return (
        <FormGroup label={t("apiTokensProfile")} fieldId={PROFILE}>
            {policy.profiles.length > 0 ? (
                <FormSelect {...common} onChange={(_, value) => onChange(value)}>
                    <FormSelectOption value="" label={t("apiTokensNoProfile")} />
                    {policy.profiles.map((name) => (
                        <FormSelectOption key={name} value={name} label={name} />
                    ))}
                </FormSelect>
            ) : (
                <TextInput
                    {...common}
                    autoComplete="off"
                    autoCapitalize="none"
                    spellCheck="false"
                    onChange={(_, value) => onChange(value)}
                />
            )}
            <FieldHelp id={`${PROFILE}-help`} problem={problem}>
                {t("apiTokensProfileHelp")}
            </FieldHelp>
        </FormGroup>
    );
}
