import { Button } from "@patternfly/react-core";
import { useEffect, useState } from "react";
import { type ApiToken, type EndedApiToken } from "../shared/api-token";
import { t } from "../shared/messages";
import { passes } from "../shared/rest";
import { TokenTable } from "../shared/token-table";
import { whileWanted } from "../shared/while-wanted";
import { describe } from "./problem";
import { api } from "./session";

const LIST = "api-tokens-ended";

/** The tokens that ended, and why, for those who want to see them. */
export function EndedTokens({ shown }: { /** Expired ones are among them. */ shown: readonly ApiToken[] }) {
    const [isOpen, setOpen] = useState(false);
    const [ended, setEnded] = useState<readonly EndedApiToken[]>();
    const [error, setError] = useState<unknown>();

    useEffect(() => {
        if (!isOpen) {
            return;
        }
        const show = (tokens: readonly EndedApiToken[]) => {
            setEnded(tokens);
            setError(undefined);
        };
        const fail = (failure: unknown) => {
            setError(failure);
            if (!passes(failure)) {
                setEnded(undefined);
            }
        };
        return whileWanted(api.ended(), show, fail);
    }, [isOpen, shown]);

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
                {others.length > 0 && <TokenTable tokens={others} areEnded load={api.endedDetails} />}
            </div>
        </div>
    );
}
