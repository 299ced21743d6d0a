// The owner of a token: a user, or the client whose service account has it.
import { t } from "../shared/messages";
import { type AdminApiToken } from "./api";
import { type Filters } from "./filters";

/** Returns the client id of a service account, else the username. */
export const ownerName = ({ clientId, username }: Pick<AdminApiToken, "clientId" | "username">) =>
    clientId ?? username ?? t("adminDeletedUser");

/** Returns the filters that all tokens of this owner match. */
export const ownerFilters = ({ clientId, username, ownerId }: AdminApiToken): Filters =>
    clientId === null ? { user: username ?? ownerId } : { serviceAccount: clientId };
