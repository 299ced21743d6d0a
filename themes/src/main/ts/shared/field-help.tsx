import { FormHelperText, HelperText, HelperTextItem } from "@patternfly/react-core";
import { type ReactNode } from "react";

interface Props {
    readonly id: string;
    readonly problem?: string;
    readonly warning?: string;
    readonly children?: ReactNode;
}

/** What is below a field: what is wrong with it, or else what to know about it. */
export const FieldHelp = ({ id, problem, warning, children }: Props) => (
    <FormHelperText>
        <HelperText id={id} isLiveRegion>
            <HelperTextItem
                variant={problem ? "error" : warning ? "warning" : "default"}
                hasIcon={!!(problem || warning)}
            >
                {problem ?? warning ?? children}
            </HelperTextItem>
        </HelperText>
    </FormHelperText>
);
