package io.mycli.keycloak.apitoken.authentication;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.claims.ChosenAudience;
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
 * The authenticator for an API token as a password.
 *
 * <p>A rejection is a forced challenge, not a failure. Keycloak counts failures for its brute-force lock. A stale token
 * in a CI job must not lock out its owner. An owner who is locked is rejected all the same.
 *
 * <p>The alternatives to this step never see a secret in the username, because they would log it. They never see a
 * secret with quotes or blanks, because they would count it as a wrong password.
 *
 * <p>The session is transient: it does not outlive the request, and no refresh token or offline token comes from it.
 * The JWT of a direct grant is a derived JWT ({@link PasswordGrant}). Any other flow would give all roles of the owner,
 * so it rejects API tokens. The flow of a Docker registry gives no roles.
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
        Credentials credentials = Credentials.of(context.getHttpRequest());
        if (format.isIn(credentials.username())) {
            reject(context, RejectionReason.SECRET_IN_USERNAME);
        } else if (format.resembles(credentials.reveal())) {
            authenticateOrFail(context, credentials);
        } else if (context.getExecution().isRequired()) {
            reject(context, RejectionReason.NO_TOKEN_SENT);
        } else {
            context.attempted();
        }
    }

    /**
     * Authenticates with a token. A failure of the server is not reported as a wrong password: a job would otherwise
     * ask for another token.
     */
    private void authenticateOrFail(AuthenticationFlowContext context, Credentials credentials) {
        try {
            authenticate(context, credentials);
        } catch (AuthenticationFlowException e) {
            throw e;
        } catch (RuntimeException e) {
            context.forceChallenge(Failures.oauth(e, session, context.getEvent()));
        }
    }

    private void authenticate(AuthenticationFlowContext context, Credentials credentials) {
        context.getEvent().detail(Details.USERNAME, credentials.username());
        VerificationResult result = new ApiTokenVerifier(session).verify(credentials.reveal());
        if (result instanceof VerificationResult.Rejected rejected) {
            rejected.token()
                    .ifPresent(token -> context.getEvent().detail(ApiTokenEventDetails.API_TOKEN_ID, token.id()));
            reject(context, rejected.reason());
            return;
        }
        VerificationResult.Accepted accepted = (VerificationResult.Accepted) result;
        context.getEvent()
                .detail(ApiTokenEventDetails.API_TOKEN_ID, accepted.token().id());
        Optional<RejectionReason> reason = rejection(context, credentials, accepted);
        if (reason.isPresent()) {
            reject(context, reason.get());
        } else {
            succeed(context, accepted);
        }
    }

    /** Returns the reason to reject a valid token in this flow; empty if there is none. */
    private Optional<RejectionReason> rejection(
            AuthenticationFlowContext context, Credentials credentials, VerificationResult.Accepted accepted) {
        UserModel owner = accepted.owner();
        if (!isNamed(context, credentials, owner)) {
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
        ChosenAudience audience =
                new ChosenAudience(context.getRealm(), accepted.token().access());
        if (!audience.allows(context.getAuthenticationSession().getClient())) {
            return Optional.of(RejectionReason.NOT_IN_AUDIENCE);
        }
        return unmetRequirement(context, accepted.token());
    }

    /**
     * Returns whether the username is that of the owner. If an earlier step found a user, it must be the owner, too. The
     * owner's own name needs no lookup, in which Keycloak takes a user storage that is away for one without the user.
     */
    private boolean isNamed(AuthenticationFlowContext context, Credentials credentials, UserModel owner) {
        if (credentials.username() == null || credentials.username().isEmpty()) {
            return false;
        }
        UserModel named = credentials.username().equals(owner.getUsername())
                ? owner
                : KeycloakModelUtils.findUserByNameOrEmail(session, context.getRealm(), credentials.username());
        UserModel found = context.getUser();
        return named != null
                && named.getId().equals(owner.getId())
                && (found == null || found.getId().equals(owner.getId()));
    }

    /** Returns whether the flow is that of a Docker registry. Its JWT contains no roles. */
    private static boolean isDocker(AuthenticationFlowContext context) {
        return DOCKER.equals(context.getAuthenticationSession().getProtocol());
    }

    /** Returns whether the login requests offline access, which would outlive the token. */
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
        // This step has no form.
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
        // No required action asks a user to create a token.
    }

    @Override
    public void close() {}
}
