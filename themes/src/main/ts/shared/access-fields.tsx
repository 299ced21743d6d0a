import { ExpandableSection, FormGroup, Radio } from "@patternfly/react-core";
import { type ReactNode, useState } from "react";
import { ChoiceList } from "./choice-list";
import { roleChoices, scopeChoices, serverChoices } from "./choices";
import { type CreationField } from "./creation-fields";
import { type CreationForm, isRestricted } from "./creation-form";
import { DescribedRadio } from "./described-radio";
import { FieldHelp } from "./field-help";
import { t } from "./messages";
import { type Policy } from "./policy";
import { ProfileField } from "./profile-field";

export const ROLES = "api-tokens-roles";
export const SERVERS = "api-tokens-servers";
export const SCOPES = "api-tokens-scopes";

interface Props {
    readonly policy: Policy;
    readonly form: CreationForm;
    readonly problems: Readonly<Partial<Record<CreationField, string>>>;
    readonly onChange: (changes: Partial<CreationForm>) => void;
}

/** What the token may do. Who chooses everything finds the other limits behind a button. */
export function AccessFields(props: Props) {
    const { policy, form, problems, onChange } = props;
    const restricted = isRestricted(form, policy);
    const limits = (
        <>
            <Servers {...props} />
            <Scopes {...props} />
            <ProfileField
                policy={policy}
                profile={form.profile}
                problem={problems.profile}
                onChange={(profile) => onChange({ profile })}
            />
        </>
    );
    return (
        <>
            {policy.fullAccess && (
                <FormGroup role="radiogroup" label={t("apiTokensAccess")} fieldId="api-tokens-access" isStack>
                    <DescribedRadio
                        name="api-tokens-access"
                        id="api-tokens-access-full"
                        label={t("apiTokensFullAccess")}
                        description={t("apiTokensFullAccessHelp")}
                        isChecked={!restricted}
                        onChange={() => onChange({ isRestricted: false })}
                    />
                    <DescribedRadio
                        name="api-tokens-access"
                        id="api-tokens-access-restricted"
                        label={t("apiTokensRestricted")}
                        description={t("apiTokensRestrictedHelp")}
                        isChecked={restricted}
                        onChange={() => onChange({ isRestricted: true })}
                    />
                </FormGroup>
            )}
            {restricted ? (
                <>
                    <Roles {...props} />
                    {limits}
                </>
            ) : (
                <MoreOptions
                    isUsed={form.hasAudience || form.scopes.length > 0 || form.profile !== ""}
                    isWrong={!!(problems.servers ?? problems.scopes ?? problems.profile)}
                >
                    {limits}
                </MoreOptions>
            )}
        </>
    );
}

interface MoreOptionsProps {
    /** Opens it at first. */
    readonly isUsed: boolean;
    /** Keeps it open. */
    readonly isWrong: boolean;
    readonly children: ReactNode;
}

function MoreOptions({ isUsed, isWrong, children }: MoreOptionsProps) {
    const [isOpen, setIsOpen] = useState(isUsed);
    return (
        <ExpandableSection
            toggleText={t("apiTokensMoreOptions")}
            isExpanded={isOpen || isWrong}
            onToggle={() => setIsOpen(!isOpen)}
        >
            <div className="api-tokens-options">{children}</div>
        </ExpandableSection>
    );
}

function Roles({ policy, form, problems, onChange }: Props) {
    const groups = roleChoices(policy);
    const name = t("apiTokensRoles");
    const none = t(groups.length === 0 ? "apiTokensNoRolesToChoose" : "apiTokensNoRoleChosen");
    return (
        <FormGroup
            id={ROLES}
            tabIndex={-1}
            role="group"
            label={name}
            fieldId={ROLES}
            aria-describedby={`${ROLES}-help`}
        >
            <ChoiceList
                id="api-tokens-role"
                name={name}
                groups={groups}
                chosen={form.roles}
                onChange={(roles) => onChange({ roles })}
            />
            <FieldHelp
                id={`${ROLES}-help`}
                problem={problems.roles}
                warning={form.roles.length === 0 ? none : undefined}
            >
                {t("apiTokensChosen", { count: form.roles.length })}
            </FieldHelp>
        </FormGroup>
    );
}

function Servers({ policy, form, problems, onChange }: Props) {
    const groups = serverChoices(policy);
    const name = t("apiTokensServers");
    if (policy.resourceServers.length === 0 && !problems.servers) {
        return null;
    }
    return (
        <FormGroup
            id={SERVERS}
            tabIndex={-1}
            role="group"
            label={name}
            fieldId={SERVERS}
            aria-describedby={`${SERVERS}-help`}
            isStack
        >
            <Radio
                id="api-tokens-servers-any"
                name="api-tokens-servers"
                label={t("apiTokensAnyServer")}
                isChecked={!form.hasAudience}
                onChange={() => onChange({ hasAudience: false })}
            />
            <Radio
                id="api-tokens-servers-chosen"
                name="api-tokens-servers"
                label={t("apiTokensChosenServers")}
                isChecked={form.hasAudience}
                onChange={() => onChange({ hasAudience: true })}
            />
            {form.hasAudience && (
                <ChoiceList
                    id="api-tokens-server"
                    name={name}
                    groups={groups}
                    chosen={form.servers}
                    onChange={(servers) => onChange({ servers })}
                />
            )}
            <FieldHelp id={`${SERVERS}-help`} problem={problems.servers}>
                {t("apiTokensServersHelp")}
            </FieldHelp>
        </FormGroup>
    );
}

function Scopes({ policy, form, problems, onChange }: Props) {
    const name = t("apiTokensScope");
    if (policy.scopes.length === 0 && !problems.scopes) {
        return null;
    }
    return (
        <FormGroup
            id={SCOPES}
            tabIndex={-1}
            role="group"
            label={name}
            fieldId={SCOPES}
            aria-describedby={`${SCOPES}-help`}
        >
            <ChoiceList
                id="api-tokens-scope"
                name={name}
                groups={scopeChoices(policy)}
                chosen={form.scopes}
                onChange={(scopes) => onChange({ scopes })}
            />
            <FieldHelp id={`${SCOPES}-help`} problem={problems.scopes}>
                {t("apiTokensScopeHelp")}
            </FieldHelp>
        </FormGroup>
    );
}
