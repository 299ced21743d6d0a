import { useEffect, useRef } from "react";

const MARK = "api-tokens-dialog";

/** What comes before the browser's {@code popstate}, or instead of it, in the account console: popstate.js. */
export const POP_STATE = "api-tokens-popstate";

const marked = () => (history.state as Record<string, unknown> | null)?.[MARK];

/**
 * Lets the browser's way back ask first, where leaving would lose something. A dialog has an entry of its own in the
 * history, at the same address; the way back leaves that one only, and calls {@code onBack}. Pressed once more without
 * anything in between, it leaves the page, because browsers pass over an entry that no person asked for. So does a jump
 * over several entries at once, to another address.
 */
export function useWayBack(onBack: () => void) {
    const latest = useRef(onBack);
    useEffect(() => {
        latest.current = onBack;
    });
    useEffect(() => {
        const own = Math.random();
        const address = location.href;
        let isLeaving = false;
        const mark = () => history.pushState({ ...(history.state as object | null), [MARK]: own }, "");
        const asked = () => {
            if (marked() !== own && location.href === address) {
                mark();
                latest.current();
            }
        };
        const leave = () => (isLeaving = true);
        mark();
        addEventListener(POP_STATE, asked);
        addEventListener("popstate", asked);
        addEventListener("pagehide", leave, { capture: true });
        return () => {
            removeEventListener(POP_STATE, asked);
            removeEventListener("popstate", asked);
            removeEventListener("pagehide", leave, { capture: true });
            if (!isLeaving && marked() === own) {
                history.back();
            }
        };
    }, []);
}
