import { FormGroup, TextInput } from "@patternfly/react-core";
import { t } from "../shared/messages";

interface Props {
    readonly number: number;
    readonly typed: string;
    readonly onChange: (typed: string) => void;
}

/** For what ends many tokens: whoever types how many has seen how many. */
export const ConfirmCount = ({ number, typed, onChange }: Props) => (
    <FormGroup label={t("adminTypeNumber", { number })} fieldId="admin-confirm-count" className="admin-gap">
        <TextInput
            id="admin-confirm-count"
            autoFocus
            inputMode="numeric"
            autoComplete="off"
            value={typed}
            onChange={(_, text) => onChange(text)}
        />
    </FormGroup>
);

export const isConfirmed = (number: number, typed: string) => typed.trim() === String(number);
