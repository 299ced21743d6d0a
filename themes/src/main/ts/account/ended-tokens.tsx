import { Button } from "@patternfly/react-core";
import { useEffect, useState } from "react";
import { type ApiToken, type EndedApiToken } from "../shared/api-token";
import { t } from "../shared/messages";
import { type Details, TokenTable } from "../shared/token-table";
import { useReading } from "../shared/use-reading";
import { describe } from "./problem";
import { api } from "./session";

const LIST = "api-tokens-ended";

interface Props {
    /** Expired ones are among them. */
    readonly shown: readonly ApiToken[];
    readonly details: Details;
}

/** The tokens that ended, and why, for those who want to see them. */
export function EndedTokens({ shown, details }: Props) {
    const [isOpen, setOpen] = useState(false);
    const { content: ended, error, read } = useReading<readonly EndedApiToken[]>();

    useEffect(() => {
        if (isOpen) {
            return read(api.ended());
        }
    }, [isOpen, shown, read]);

    const others = ended?.filter(({ id }) => !shown.some((token) => token.id === id)) ?? [];
    return (
        <div className="api-tokens-ended">
            <Button
                variant="link"
                isInline
                aria-expanded={isOpen}
                aria-controls={LIST}
                onClick={() => setOpen(!isOpen)}
            >
                {t(isOpen ? "apiTokensHideEnded" : "apiTokensShowEnded")}
            </Button>
            <div id={LIST} hidden={!isOpen}>
                <div role="status">
                    {error !== undefined
                        ? describe(error)
                        : ended && others.length === 0 && t("apiTokensNoEnded")}
                </div>
                {others.length > 0 && <TokenTable tokens={others} areEnded details={details} />}
            </div>
        </div>
    );
}
