import { Alert as PatternFlyAlert, type AlertProps } from "@patternfly/react-core";
import { t } from "./messages";

/** PatternFly's alert. What it says before its title to those who do not see it would be English in any language. */
export const Alert = ({
    variant,
    ...props
}: AlertProps & { variant: Exclude<NonNullable<AlertProps["variant"]>, "custom"> }) => (
    <PatternFlyAlert {...props} variant={variant} variantLabel={t(`apiTokensAlert_${variant}`)} />
);
