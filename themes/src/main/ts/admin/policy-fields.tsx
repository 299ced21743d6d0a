import { Checkbox, FormGroup, FormSection, Switch, TextInput } from "@patternfly/react-core";
import { FieldHelp } from "../shared/field-help";
import { t } from "../shared/messages";
import { PolicyPresets } from "./policy-presets";
import { type PolicyDraft, type Text, type Tick } from "./policy-form";

const NUMBERS: readonly Text[] = ["maxPerUser", "recentLoginSeconds", "inactivityDays"];

interface Props {
    readonly draft: PolicyDraft;
    readonly problems: Readonly<Partial<Record<Text, string>>>;
    readonly isDisabled: boolean;
    readonly onChange: (draft: PolicyDraft) => void;
}

export const fieldId = (field: Text) => `admin-policy-${field}`;

/** All settings of a policy, as fields. */
export function PolicyFields({ draft, problems, isDisabled, onChange }: Props) {
    const tick = (name: Tick) => (
        <Checkbox
            key={name}
            id={`admin-policy-${name}`}
            label={t(`adminPolicy_${name}`)}
            description={t(`adminPolicyHelp_${name}`)}
            isChecked={draft[name]}
            isDisabled={isDisabled}
            onChange={(_, checked) => onChange({ ...draft, [name]: checked })}
        />
    );
    const field = (name: Text) => {
        const wrong = problems[name];
        return (
            <FormGroup key={name} label={t(`adminPolicy_${name}`)} fieldId={fieldId(name)}>
                <TextInput
                    id={fieldId(name)}
                    value={draft[name]}
                    isDisabled={isDisabled}
                    autoComplete="off"
                    spellCheck={false}
                    inputMode={NUMBERS.includes(name) ? "numeric" : "text"}
                    validated={wrong ? "error" : "default"}
                    aria-describedby={`${fieldId(name)}-help`}
                    onChange={(_, text) => onChange({ ...draft, [name]: text })}
                />
                <FieldHelp id={`${fieldId(name)}-help`} problem={wrong}>
                    {t(`adminPolicyHelp_${name}`)}
                </FieldHelp>
            </FormGroup>
        );
    };
    return (
        <>
            <Switch
                id="admin-policy-enabled"
                label={t("adminPolicy_enabled")}
                isChecked={draft.enabled}
                isDisabled={isDisabled}
                onChange={(_, checked) => onChange({ ...draft, enabled: checked })}
            />
            {!isDisabled && <PolicyPresets draft={draft} onChange={onChange} />}
            <FormSection title={t("adminPolicyLifetimes")} titleElement="h3">
                <div className="admin-fields">
                    {field("maxLifetime")}
                    {field("defaultLifetime")}
                    {field("inactivityDays")}
                </div>
                <div className="admin-fields">
                    {tick("requireExpiry")}
                    {tick("endOnLogoutAll")}
                </div>
            </FormSection>
            <FormSection title={t("adminPolicyCreation")} titleElement="h3">
                <div className="admin-fields">
                    {field("maxPerUser")}
                    {field("recentLoginSeconds")}
                    {field("scopes")}
                    {field("profiles")}
                    {field("clients")}
                </div>
                <div className="admin-fields">
                    {tick("fullAccess")}
                    {tick("leakReports")}
                </div>
            </FormSection>
            <FormSection title={t("adminPolicyMails")} titleElement="h3">
                <div className="admin-fields">
                    {(
                        [
                            "mailCreated",
                            "mailRotated",
                            "mailExpiring",
                            "mailExpired",
                            "mailRevoked",
                            "mailLeaked",
                        ] as const
                    ).map(tick)}
                </div>
            </FormSection>
        </>
    );
}
