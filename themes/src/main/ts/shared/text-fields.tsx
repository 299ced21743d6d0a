import { FormGroup, TextInput } from "@patternfly/react-core";
import { FieldHelp } from "./field-help";
import { t } from "./messages";

export const NAME = "api-tokens-name";
export const DESCRIPTION = "api-tokens-description";

interface Values {
    readonly name: string;
    readonly description: string;
}

interface Props extends Values {
    readonly problems: Partial<Values>;
    readonly onChange: (changes: Partial<Values>) => void;
}

/** How a token is called. */
export const TextFields = ({ name, description, problems, onChange }: Props) => (
    <>
        <FormGroup label={t("apiTokensName")} fieldId={NAME} isRequired>
            <TextInput
                id={NAME}
                isRequired
                autoFocus
                autoComplete="off"
                value={name}
                onChange={(_, text) => onChange({ name: text })}
                aria-describedby={`${NAME}-help`}
                validated={problems.name ? "error" : "default"}
            />
            <FieldHelp id={`${NAME}-help`} problem={problems.name}>
                {t("apiTokensNameHelp")}
            </FieldHelp>
        </FormGroup>
        <FormGroup label={t("apiTokensTokenDescription")} fieldId={DESCRIPTION}>
            <TextInput
                id={DESCRIPTION}
                autoComplete="off"
                value={description}
                onChange={(_, text) => onChange({ description: text })}
                aria-describedby={`${DESCRIPTION}-help`}
                validated={problems.description ? "error" : "default"}
            />
            <FieldHelp id={`${DESCRIPTION}-help`} problem={problems.description}>
                {t("apiTokensTokenDescriptionHelp")}
            </FieldHelp>
        </FormGroup>
    </>
);
