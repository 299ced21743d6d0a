import { FormHelperText, HelperText, HelperTextItem } from "@patternfly/react-core";
import { type ReactNode } from "react";

interface Props {
    readonly id: string;
    readonly problem?: string;
    readonly warning?: string;
    readonly children?: ReactNode;
}

/** What is below a field: what is wrong with it, or else what to know about it. */
export function FieldHelp({ id, problem, warning, children }: Props) {
    const variant = problem ? "error" : warning ? "warning" : "default";
    return (
        <FormHelperText>
            <HelperText id={id} isLiveRegion>
                <HelperTextItem variant={variant} hasIcon={variant !== "default"}>
                    {problem ?? warning ?? children}
                </HelperTextItem>
            </HelperText>
        </FormHelperText>
    );
}
