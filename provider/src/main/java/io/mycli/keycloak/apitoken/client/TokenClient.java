package io.mycli.keycloak.apitoken.client;

import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.policy.ApiTokenPolicy;
import io.mycli.keycloak.apitoken.transaction.TransactionRetry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.jboss.logging.Logger;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.protocol.oidc.TokenManager;

/**
 * The client {@code api-tokens}. It has no flows, so it cannot be used to log in. The claims of an API token are those
 * that Keycloak would put into an access token of this client.
 *
 * <p>Only an administrator who enables API tokens creates it. A new token client has full scope. If an administrator
 * restricted one and then renamed it, a new one would lack the restrictions. Inactive tokens would be valid again.
 */
public final class TokenClient {

    /** The client id, the same in every realm. */
    public static final String CLIENT_ID = "api-tokens";

    /** The scopes that Keycloak creates in each realm as optional ones, beside {@code offline_access}. */
    private static final Set<String> KEYCLOAK_SCOPES =
            Set.of(OAuth2Constants.SCOPE_ADDRESS, OAuth2Constants.SCOPE_PHONE, "microprofile-jwt");

    private static final String ORGANIZATION = "organization";
    private static final String PROTOCOL = "openid-connect";
    private static final Logger logger = Logger.getLogger(TokenClient.class);

    private TokenClient() {}

    /** Returns the realm's token client; empty if it does not exist. */
    public static Optional<ClientModel> find(RealmModel realm) {
        return Optional.ofNullable(realm.getClientByClientId(CLIENT_ID));
    }

    /**
     * Returns the optional client scopes that a token may have: those that the policy names, else all. A token has no
     * session, hence no {@code offline_access}.
     */
    public static Set<String> grantableScopes(ClientModel client) {
        Set<String> scopes = new TreeSet<>(client.getClientScopes(false).keySet());
        Set<String> allowed = ApiTokenPolicy.of(client.getRealm()).scopes();
        scopes.removeIf(scope -> !allowed.isEmpty() && !allowed.contains(scope));
        scopes.remove(OAuth2Constants.OFFLINE_ACCESS);
        return scopes;
    }

    /**
     * Returns the optional client scopes to offer. Unless the policy names scopes, those are left out that Keycloak
     * creates in each realm: few resource servers use them.
     */
    private static Set<String> offeredScopes(ClientModel client) {
        Set<String> scopes = grantableScopes(client);
        if (ApiTokenPolicy.of(client.getRealm()).scopes().isEmpty()) {
            scopes.removeAll(KEYCLOAK_SCOPES);
            if (!client.getRealm().isOrganizationsEnabled()) {
                scopes.remove(ORGANIZATION);
            }
        }
        return scopes;
    }

    /**
     * Returns whether a token of a user may have all of these scopes. Allowed are those of {@link #grantableScopes}. If
     * {@code organization} is one of them, so are {@code organization:acme} and {@code organization:*} if Keycloak
     * would give them to the user.
     */
    public static boolean grants(KeycloakSession session, ClientModel tokenClient, UserModel user, Set<String> scopes) {
        Set<String> grantable = grantableScopes(tokenClient);
        List<String> parameterized =
                scopes.stream().filter(scope -> !grantable.contains(scope)).toList();
        return parameterized.stream().map(TokenClient::withoutParameter).allMatch(grantable::contains)
                && (parameterized.isEmpty()
                        || AsClient.get(
                                session,
                                tokenClient,
                                () -> TokenManager.isValidScope(session, String.join(" ", scopes), tokenClient, user)));
    }

    /** Returns whether a policy allows all of these scopes, with a parameter or without. */
    public static boolean isAllowed(ApiTokenPolicy policy, List<String> scopes) {
        Set<String> allowed = policy.scopes();
        return allowed.isEmpty()
                || scopes.stream()
                        .allMatch(scope -> allowed.contains(scope) || allowed.contains(withoutParameter(scope)));
    }

    /** Returns a scope without its parameter; the empty text for a scope without one. */
    private static String withoutParameter(String scope) {
        return scope.substring(0, Math.max(0, scope.indexOf(ClientScopeModel.VALUE_SEPARATOR)));
    }

    /**
     * Returns the texts of the offered scopes on Keycloak's consent screen, by scope: a text, or the
     * <code>${key}</code> of a message of a theme. A scope without a text has its name.
     */
    public static Map<String, String> consentTexts(ClientModel tokenClient) {
        Set<String> offered = offeredScopes(tokenClient);
        Map<String, String> texts = new TreeMap<>();
        tokenClient.getClientScopes(false).forEach((name, scope) -> {
            if (offered.contains(name)) {
                texts.put(name, scope.getConsentScreenText());
            }
        });
        return texts;
    }

    /**
     * Creates the token client if the realm has API tokens enabled and lacks it, in a separate transaction. It is safe
     * to call often, and on several nodes at once. The calling thread must hold no connection.
     */
    public static void create(KeycloakSessionFactory factory, String realmId) {
        createIf(factory, realmId, (session, realm) -> true);
    }

    /**
     * Creates the token client as {@link #create} does, but only if the realm has no token that would become valid
     * again. Otherwise logs what to do.
     */
    public static void createUnlessTokensExist(KeycloakSessionFactory factory, String realmId) {
        createIf(factory, realmId, TokenClient::hasNoTokens);
    }

    private static boolean hasNoTokens(KeycloakSession session, RealmModel realm) {
        if (!session.getProvider(ApiTokenProvider.class).hasTokens(realm)) {
            return true;
        }
        logger.warnf(
                "All API tokens of realm %s are inactive: its client %s is missing. Rename it back if it was renamed, or"
                        + " create a client with this id",
                realm.getName(), CLIENT_ID);
        return false;
    }

    private static void createIf(
            KeycloakSessionFactory factory, String realmId, BiPredicate<KeycloakSession, RealmModel> condition) {
        TransactionRetry.run(factory, session -> {
            RealmModel realm = session.realms().getRealm(realmId);
            if (realm != null && isMissing(realm) && condition.test(session, realm)) {
                session.getContext().setRealm(realm);
                addTo(realm);
            }
            return null;
        });
    }

    private static boolean isMissing(RealmModel realm) {
        return ApiTokenPolicy.isEnabled(realm) && find(realm).isEmpty();
    }

    /** Adds the token client. Keycloak adds the realm's default and optional client scopes to every new client. */
    private static void addTo(RealmModel realm) {
        ClientModel client = realm.addClient(CLIENT_ID);
        client.setName("API tokens");
        client.setDescription("API tokens have the claims of this client. Without it, all API tokens are inactive.");
        client.setProtocol(PROTOCOL);
        client.setClientAuthenticatorType(KeycloakModelUtils.getDefaultClientAuthenticatorType());
        client.setPublicClient(false);
        client.setBearerOnly(false);
        client.setStandardFlowEnabled(false);
        client.setImplicitFlowEnabled(false);
        client.setDirectAccessGrantsEnabled(false);
        client.setServiceAccountsEnabled(false);
        client.setFullScopeAllowed(true);
        logger.infof("Created the client %s in realm %s", CLIENT_ID, realm.getName());
    }
}
