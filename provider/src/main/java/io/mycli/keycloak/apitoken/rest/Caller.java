package io.mycli.keycloak.apitoken.rest;

import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.error.ErrorCode;
import io.mycli.keycloak.apitoken.error.Outage;
import io.mycli.keycloak.apitoken.error.StandInUser;
import io.mycli.keycloak.apitoken.policy.ApiTokenPolicy;
import io.mycli.keycloak.apitoken.secret.SecretFormat;
import io.mycli.keycloak.apitoken.verification.RealmSignature;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.models.AccountRoles;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.AccessTokenIntrospectionProvider;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.managers.AppAuthManager;
import org.keycloak.services.managers.AuthenticationManager;

/**
 * The owner who sent a request with a JWT of their own live login session. The JWT must satisfy Keycloak's conditions for its
 * account API ({@code AccountLoader}), and its client must be on the realm's list: a JWT of any client with full scope
 * satisfies the other conditions.
 */
final class Caller {

    private static final Logger logger = Logger.getLogger(Caller.class);

    private final UserSessionModel userSession;
    private final AccessToken jwt;

    private Caller(UserSessionModel userSession, AccessToken jwt) {
        this.userSession = userSession;
        this.jwt = jwt;
    }

    /**
     * Authenticates a request. Roles are checked by {@link #requireRead()} and {@link #requireWrite()}.
     *
     * @throws ApiTokenException UNAUTHORIZED, JWT_REQUIRED, CLIENT_NOT_ALLOWED, SESSION_NOT_ALLOWED, FORBIDDEN
     */
    static Caller authenticate(KeycloakSession session, ApiTokenPolicy policy, SecretFormat secretFormat) {
        BearerToken bearer = BearerToken.of(session);
        if (bearer.isApiToken(secretFormat)) {
            throw new ApiTokenException(
                    ErrorCode.JWT_REQUIRED,
                    "An API token cannot manage API tokens. Log in and send that access token.");
        }
        if (!isValidJwt(session, bearer)) {
            throw new ApiTokenException(ErrorCode.UNAUTHORIZED, "The access token is not valid. Log in again.");
        }
        AccessToken jwt = (AccessToken) session.getContext().getBearerToken();
        UserSessionModel userSession = session.getContext().getUserSession();
        CorsHeaders.add(jwt);
        requireClient(policy, session.getContext().getRealm().getClientByClientId(jwt.getIssuedFor()));
        requireLoginSession(new LoginSession(session, bearer.reveal(), jwt, userSession));
        return new Caller(userSession, withAccountClaims(session, jwt, userSession));
    }

    /**
     * Returns whether Keycloak accepts the bearer. The verified JWT is then in the context, because Keycloak's result type
     * has other accessors in 26.4 than later. Its verifier throws exceptions of many types for malformed JWTs, and for
     * valid ones if the database or a user storage fails.
     */
    private static boolean isValidJwt(KeycloakSession session, BearerToken bearer) {
        try {
            boolean isValid = new AppAuthManager.BearerTokenAuthenticator(session)
                            .setTokenString(bearer.reveal())
                            .authenticate()
                    != null;
            if (!isValid) {
                RealmSignature.userOf(bearer.reveal(), session).ifPresent(StandInUser::reject);
            }
            return isValid;
        } catch (RuntimeException e) {
            if (Outage.isCauseOf(e) || RealmSignature.isOn(bearer.reveal(), session)) {
                throw e;
            }
            logger.debugf("The bearer cannot be verified: %s", e.getClass().getName());
            return false;
        }
    }

    private static void requireClient(ApiTokenPolicy policy, ClientModel client) {
        if (client == null || !policy.allowsClient(client)) {
            throw new ApiTokenException(
                    ErrorCode.CLIENT_NOT_ALLOWED, "This client may not manage API tokens. Use the account console.");
        }
    }

    private static void requireLoginSession(LoginSession login) {
        if (!login.isOwnLogin()) {
            throw new ApiTokenException(
                    ErrorCode.SESSION_NOT_ALLOWED, "This session may not manage API tokens. Log in interactively.");
        }
    }

    /** Returns the JWT with audience and roles. A lightweight access token has neither: they are looked up, as in the account API. */
    private static AccessToken withAccountClaims(
            KeycloakSession session, AccessToken sent, UserSessionModel userSession) {
        AccessToken jwt = sent;
        if (jwt.getAudience() == null || jwt.getResourceAccess(Constants.ACCOUNT_MANAGEMENT_CLIENT_ID) == null) {
            jwt = new AccessTokenIntrospectionProvider<AccessToken>(session).transformAccessToken(jwt, userSession);
        }
        requireAccountAudience(session.getContext().getRealm(), jwt);
        return jwt;
    }

    private static void requireAccountAudience(RealmModel realm, AccessToken jwt) {
        ClientModel account = realm.getClientByClientId(Constants.ACCOUNT_MANAGEMENT_CLIENT_ID);
        if (account == null || !account.isEnabled() || !jwt.hasAudience(account.getClientId())) {
            throw new ApiTokenException(
                    ErrorCode.FORBIDDEN, "The access token lacks the audience account. Add it to the client.");
        }
    }

    /**
     * Requires a role that may read tokens.
     *
     * @throws ApiTokenException FORBIDDEN
     */
    void requireRead() {
        if (!hasRole(AccountRoles.MANAGE_ACCOUNT) && !hasRole(AccountRoles.VIEW_PROFILE)) {
            throw new ApiTokenException(
                    ErrorCode.FORBIDDEN,
                    "You lack the account role manage-account or view-profile. Ask an administrator.");
        }
    }

    /**
     * Requires the role that may change tokens.
     *
     * @throws ApiTokenException FORBIDDEN
     */
    void requireWrite() {
        if (!hasRole(AccountRoles.MANAGE_ACCOUNT)) {
            throw new ApiTokenException(
                    ErrorCode.FORBIDDEN, "You lack the account role manage-account. Ask an administrator.");
        }
    }

    private boolean hasRole(String role) {
        AccessToken.Access access = jwt.getResourceAccess(Constants.ACCOUNT_MANAGEMENT_CLIENT_ID);
        return access != null && access.isUserInRole(role);
    }

    /**
     * Requires a recent login.
     *
     * @throws ApiTokenException RECENT_LOGIN_REQUIRED
     */
    void requireLoginWithin(Duration age) {
        if (Time.currentTimeMillis() / 1000 - authTime() > age.toSeconds()) {
            throw new ApiTokenException(
                    ErrorCode.RECENT_LOGIN_REQUIRED,
                    "Your login is older than " + age.toSeconds() + " seconds. Log in again.");
        }
    }

    /** Returns the time of the login in seconds, from the session: a JWT has {@code auth_time} only if a mapper adds it. */
    private int authTime() {
        String authTime = userSession.getNote(AuthenticationManager.AUTH_TIME);
        return authTime == null ? userSession.getStarted() : Integer.parseInt(authTime);
    }

    UserModel user() {
        return userSession.getUser();
    }

    UserSessionModel userSession() {
        return userSession;
    }

    String clientId() {
        return jwt.getIssuedFor();
    }
}
