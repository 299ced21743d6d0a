import { Radio } from "@patternfly/react-core";
import { type ReactNode } from "react";

interface Props {
    readonly id: string;
    readonly name: string;
    readonly label: string;
    readonly description: string;
    readonly isChecked: boolean;
    readonly onChange: () => void;
    /** What belongs to this choice. */
    readonly body?: ReactNode;
}

export const DescribedRadio = ({ description, ...props }: Props) => (
    <Radio
        {...props}
        description={<span id={`${props.id}-description`}>{description}</span>}
        aria-describedby={`${props.id}-description`}
    />
);
