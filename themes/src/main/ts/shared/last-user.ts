import { t } from "./messages";

/** The client of uses that no resource server saw: the token itself was sent to Keycloak, to ask for its status. */
const TOKEN_CLIENT = "api-tokens";

/** Returns by whom a token was used: the client id of a resource server, or words for Keycloak itself. */
export const lastUser = (clientId: string) => (clientId === TOKEN_CLIENT ? t("apiTokensSelfUse") : clientId);

/** Returns the same as a phrase of its own: "by catalog-server". */
export const byLastUser = (clientId: string) =>
    clientId === TOKEN_CLIENT ? lastUser(clientId) : t("apiTokensBy", { client: clientId });
