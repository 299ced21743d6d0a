import { useCallback, useEffect, useRef, useState } from "react";
import { type ApiToken } from "../shared/api-token";
import { type Policy } from "../shared/policy";
import { passes } from "../shared/rest";
import { loadMessages } from "./keycloak-messages";
import { api } from "./session";
import { goneNames, goneTokens } from "./gone";

export interface Content {
    readonly tokens: readonly ApiToken[];
    readonly policy: Policy;
}

/**
 * The user's tokens and policy, as last read, and why they could not be read since.
 *
 * @param onGone called with the names of tokens that somebody else revoked since the last time, and why
 */
export function useTokens(onGone: (names: string) => void) {
    const [content, setContent] = useState<Content>();
    const [error, setError] = useState<unknown>();
    const current = useRef<Content | undefined>(undefined);
    const lastLoad = useRef(0);

    const change = useCallback((changed: Content | undefined) => {
        current.current = changed;
        setContent(changed);
    }, []);

    const load = useCallback(async () => {
        const number = ++lastLoad.current;
        // An older answer than that on screen would bring back what is gone.
        const isNewest = () => number === lastLoad.current;
        try {
            const [tokens, policy] = await Promise.all([api.list(), api.policy(), loadMessages()]);
            if (isNewest()) {
                const gone = goneTokens(current.current?.tokens ?? [], tokens);
                change({ tokens, policy });
                setError(undefined);
                if (gone.length > 0) {
                    onGone(goneNames(gone, await api.ended().catch(() => [])));
                }
            }
        } catch (failure) {
            await loadMessages().catch(() => undefined);
            if (isNewest()) {
                setError(failure);
                if (!passes(failure)) {
                    change(undefined);
                }
            }
        }
    }, [change, onGone]);

    useEffect(() => void load(), [load]);

    const setPolicy = (policy: Policy) => current.current && change({ ...current.current, policy });

    /** Takes a token out of the list that this page revoked. */
    const remove = ({ id }: ApiToken) =>
        current.current &&
        change({
            ...current.current,
            tokens: current.current.tokens.filter((token) => token.id !== id),
        });

    return { content, error, load, setPolicy, remove };
}
