// The account console puts this page on the screen, with its router, and may do so anew.
import { useEffect } from "react";
import { POP_STATE } from "../shared/way-back";
import { idOf, LIST_ADDRESS } from "./address";

/**
 * Keeps the console's router out of what happens at this page's own address. At each change there, Keycloak 26.7 would
 * load the page once more, without an end, because its {@code ContentComponent} makes a new {@code lazy} component
 * whenever it is rendered.
 */
export function useOwnAddress() {
    useEffect(() => {
        const path = location.pathname;
        const popped = (event: Event) => {
            if (location.pathname === path) {
                event.preventDefault();
            }
        };
        const clicked = (event: MouseEvent) => {
            const link = event.target instanceof Element ? event.target.closest("a") : null;
            if (link && isFollowedHere(link, event) && link.pathname === path && !link.hash) {
                event.preventDefault();
                event.stopPropagation();
                if (idOf(location.hash) !== undefined) {
                    location.hash = LIST_ADDRESS;
                }
            }
        };
        addEventListener(POP_STATE, popped);
        addEventListener("click", clicked, { capture: true });
        return () => {
            removeEventListener(POP_STATE, popped);
            removeEventListener("click", clicked, { capture: true });
        };
    }, []);
}

/** Whether a click opens a link in this window. */
const isFollowedHere = (link: HTMLAnchorElement, event: MouseEvent) =>
    link.origin === location.origin &&
    (!link.target || link.target === "_self") &&
    event.button === 0 &&
    !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
