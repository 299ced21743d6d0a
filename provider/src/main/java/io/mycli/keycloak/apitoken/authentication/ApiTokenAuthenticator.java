package io.mycli.keycloak.apitoken.authentication;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.claims.Derivation;
import io.mycli.keycloak.apitoken.claims.IssuerCache;
import io.mycli.keycloak.apitoken.event.ApiTokenEventDetails;
import io.mycli.keycloak.apitoken.http.Failures;
import io.mycli.keycloak.apitoken.secret.SecretFormat;
import io.mycli.keycloak.apitoken.verification.ApiTokenVerifier;
import io.mycli.keycloak.apitoken.verification.RejectionReason;
import io.mycli.keycloak.apitoken.verification.TokenOrigin;
import io.mycli.keycloak.apitoken.verification.VerificationResult;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.OAuth2Constants;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowException;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Takes an API token in the place of a password.
 *
 * <p>A refusal is a forced challenge, not a failure: Keycloak counts failures toward the brute-force lock of the login,
 * and whoever has a stale token in a CI job must not lock out its owner. Whoever is locked out is refused all the same.
 *
 * <p>The alternatives to this step would log a secret that is in the place of the username, and count one that is spoilt by
 * quotes or blanks as a wrong password. They get neither.
 *
 * <p>The session is a transient one: a token gives no session that lives on, and nothing that can be refreshed or kept
 * offline. The JWT of a direct grant is a derived one ({@link PasswordGrant}). In any other flow but that of a Docker registry,
 * Keycloak would tell of all roles of the owner: it takes no API token.
 */
final class ApiTokenAuthenticator implements Authenticator {

    private static final String DOCKER = "docker-v2";

    private final KeycloakSession session;
    private final IssuerCache issuers;

    ApiTokenAuthenticator(KeycloakSession session, IssuerCache issuers) {
        this.session = session;
        this.issuers = issuers;
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        SecretFormat format = session.getProvider(ApiTokenProvider.class).secretFormat();
        Credentials sent = Credentials.of(context.getHttpRequest());
        if (format.isIn(sent.username())) {
            reject(context, RejectionReason.SECRET_IN_USERNAME);
        } else if (format.resembles(sent.reveal())) {
            authenticateOrFail(context, sent);
        } else if (context.getExecution().isRequired()) {
            reject(context, RejectionReason.NO_TOKEN_SENT);
        } else {
            context.attempted();
        }
    }

    /** A failure of the server is no wrong password: a job that hears of one would ask for another token. */
    private void authenticateOrFail(AuthenticationFlowContext context, Credentials sent) {
        try {
            authenticate(context, sent);
        } catch (AuthenticationFlowException e) {
            throw e;
        } catch (RuntimeException e) {
            context.forceChallenge(Failures.oauth(e, session, context.getEvent()));
        }
    }

    private void authenticate(AuthenticationFlowContext context, Credentials sent) {
        context.getEvent().detail(Details.USERNAME, sent.username());
        VerificationResult verification = new ApiTokenVerifier(session).verify(sent.reveal());
        if (verification instanceof VerificationResult.Rejected rejected) {
            rejected.token()
                    .ifPresent(token -> context.getEvent().detail(ApiTokenEventDetails.API_TOKEN_ID, token.id()));
            reject(context, rejected.reason());
            return;
        }
        VerificationResult.Accepted accepted = (VerificationResult.Accepted) verification;
        context.getEvent()
                .detail(ApiTokenEventDetails.API_TOKEN_ID, accepted.token().id());
        Optional<RejectionReason> reason = objection(context, sent, accepted);
        if (reason.isPresent()) {
            reject(context, reason.get());
        } else {
            succeed(context, accepted);
        }
    }

    /** What speaks against this token here, though it is a good one. */
    private Optional<RejectionReason> objection(
            AuthenticationFlowContext context, Credentials sent, VerificationResult.Accepted accepted) {
        UserModel owner = accepted.owner();
        if (!isNamed(context, sent, owner)) {
            return Optional.of(RejectionReason.NOT_THE_OWNER);
        }
        if (AuthenticatorUtils.getDisabledByBruteForceEventError(context, owner) != null) {
            return Optional.of(RejectionReason.OWNER_LOCKED);
        }
        if (asksForOfflineAccess(context.getAuthenticationSession())) {
            return Optional.of(RejectionReason.OFFLINE_ACCESS);
        }
        if (!PasswordGrant.makesDerivedTokens(session) && !isDocker(context)) {
            return Optional.of(RejectionReason.LOGIN_TOO_POWERFUL);
        }
        return unmetRequirement(context, accepted.token());
    }

    /** Both as sent and, where a step before this one found a user, as found. */
    private boolean isNamed(AuthenticationFlowContext context, Credentials sent, UserModel owner) {
        if (sent.username() == null || sent.username().isEmpty()) {
            return false;
        }
        UserModel named = KeycloakModelUtils.findUserByNameOrEmail(session, context.getRealm(), sent.username());
        UserModel found = context.getUser();
        return named != null
                && named.getId().equals(owner.getId())
                && (found == null || found.getId().equals(owner.getId()));
    }

    /** Whose JWT tells the registry of no role. */
    private static boolean isDocker(AuthenticationFlowContext context) {
        return DOCKER.equals(context.getAuthenticationSession().getProtocol());
    }

    /** It would outlive the token. */
    private static boolean asksForOfflineAccess(AuthenticationSessionModel login) {
        String scope = login.getClientNote(OAuth2Constants.SCOPE);
        return (scope != null && Arrays.asList(scope.split(" ")).contains(OAuth2Constants.OFFLINE_ACCESS))
                || login.getClient().getClientScopes(true).containsKey(OAuth2Constants.OFFLINE_ACCESS);
    }

    private static Optional<RejectionReason> unmetRequirement(AuthenticationFlowContext context, ApiTokenModel token) {
        Map<String, String> config = context.getAuthenticatorConfig() == null
                ? Map.of()
                : context.getAuthenticatorConfig().getConfig();
        String scope = config.getOrDefault(ApiTokenAuthenticatorFactory.REQUIRED_SCOPE, "");
        if (!scope.isBlank() && !scopes(token).contains(scope.strip())) {
            return Optional.of(RejectionReason.REQUIRED_SCOPE_MISSING);
        }
        String profile = config.getOrDefault(ApiTokenAuthenticatorFactory.REQUIRED_PROFILE, "");
        if (!profile.isBlank() && !profile.strip().equals(token.profile())) {
            return Optional.of(RejectionReason.REQUIRED_PROFILE_MISSING);
        }
        return Optional.empty();
    }

    private static List<String> scopes(ApiTokenModel token) {
        return token.scope() == null ? List.of() : List.of(token.scope().split(" "));
    }

    private void succeed(AuthenticationFlowContext context, VerificationResult.Accepted accepted) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        login.setClientNote(
                AuthenticationManager.USER_SESSION_PERSISTENT_STATE,
                UserSessionModel.SessionPersistenceState.TRANSIENT.toString());
        login.setUserSessionNote(TokenOrigin.CLAIM, accepted.token().id());
        if (PasswordGrant.makesDerivedTokens(session)) {
            Derivation.of(session, issuers, accepted).keep(session);
        }
        session.getProvider(ApiTokenProvider.class).recordUse(accepted.token(), login.getClient());
        context.setUser(accepted.owner());
        context.success();
    }

    private static void reject(AuthenticationFlowContext context, RejectionReason reason) {
        context.getEvent().detail(Details.REASON, reason.description()).error(Errors.INVALID_USER_CREDENTIALS);
        context.forceChallenge(RejectionResponses.in(context));
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        // There is no form of ours to come back from.
    }

    @Override
    public boolean requiresUser() {
        return false;
    }

    @Override
    public boolean configuredFor(KeycloakSession keycloak, RealmModel realm, UserModel user) {
        return true;
    }

    @Override
    public void setRequiredActions(KeycloakSession keycloak, RealmModel realm, UserModel user) {
        // Nobody is told to mint a token.
    }

    @Override
    public void close() {}
}
