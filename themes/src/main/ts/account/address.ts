// A token's details have an address of their own; what is behind the # is no concern of the account console.
import { useEffect, useState } from "react";

const TOKEN = "#token/";

/** Returns the address of a token's details. */
export const tokenAddress = (id: string) => TOKEN + encodeURIComponent(id);

/** The address of the list. Without a # the browser would load the console anew. */
export const LIST_ADDRESS = "#tokens";

/** Returns the id that an address names; undefined if that is the list's. */
export function idOf(hash: string): string | undefined {
    if (!hash.startsWith(TOKEN)) {
        return undefined;
    }
    try {
        return decodeURIComponent(hash.slice(TOKEN.length));
    } catch {
        return undefined;
    }
}

/** Returns the id of the token whose details are to be shown; undefined for the list. */
export function useAddressedToken(): string | undefined {
    const [id, setId] = useState(() => idOf(location.hash));
    useEffect(() => {
        const follow = () => setId(idOf(location.hash));
        addEventListener("hashchange", follow);
        return () => removeEventListener("hashchange", follow);
    }, []);
    return id;
}
