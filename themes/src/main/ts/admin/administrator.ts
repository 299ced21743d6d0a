import { createContext, useContext } from "react";
import { type Administrator } from "./sign-in";

const Context = createContext<Administrator | undefined>(undefined);

export const AdministratorProvider = Context.Provider;

/** Who is at the page; nothing that asks is shown before that is known. */
export function useAdministrator(): Administrator {
    const administrator = useContext(Context);
    if (!administrator) {
        throw new Error("nobody is signed in");
    }
    return administrator;
}
