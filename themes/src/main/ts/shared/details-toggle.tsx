import { Button } from "@patternfly/react-core";
import AngleDownIcon from "@patternfly/react-icons/dist/esm/icons/angle-down-icon";
import { Td } from "@patternfly/react-table";
import { t } from "./messages";

interface Props {
    readonly id: string;
    readonly isOpen: boolean;
    readonly onToggle: () => void;
}

/** The cell with the button for the details of a row. The name of PatternFly's own would be English in any language. */
export const DetailsToggle = ({ id, isOpen, onToggle }: Props) => (
    <Td className="pf-v5-c-table__toggle">
        <Button
            id={id}
            variant="plain"
            className={isOpen ? "pf-m-expanded" : ""}
            aria-label={t("apiTokensDetails")}
            aria-expanded={isOpen}
            onClick={onToggle}
        >
            <div className="pf-v5-c-table__toggle-icon">
                <AngleDownIcon />
            </div>
        </Button>
    </Td>
);
