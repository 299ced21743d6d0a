package io.mycli.keycloak.apitoken.authentication;

import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.claims.Derivation;
import io.mycli.keycloak.apitoken.claims.DerivedTokenManager;
import io.mycli.keycloak.apitoken.policy.ApiTokenPolicy;
import io.mycli.keycloak.apitoken.secret.SecretFormat;
import io.mycli.keycloak.apitoken.verification.RejectionReason;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.OAuth2Constants;
import org.keycloak.events.Details;
import org.keycloak.models.AuthenticationFlowBindings;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.grants.ResourceOwnerPasswordCredentialsGrantType;
import org.keycloak.representations.AccessTokenResponse;

/**
 * Keycloak's password grant. It rejects a request with a secret that the grant or its flow would log, put into an event or
 * count as a wrong password, and gives a derived JWT for a login with an API token. Every other request goes to Keycloak's
 * grant untouched.
 */
final class PasswordGrant extends ResourceOwnerPasswordCredentialsGrantType {

    /** Keycloak's first step puts the username into the event, and its grant an invalid scope. */
    private static final Map<String, RejectionReason> LOGGED = Map.of(
            Credentials.USERNAME, RejectionReason.SECRET_IN_USERNAME,
            OAuth2Constants.SCOPE, RejectionReason.SECRET_IN_SCOPE);

    private static final String MAKES_DERIVED_TOKENS = PasswordGrant.class.getName();

    @Override
    public Response process(Context request) {
        Optional<RejectionReason> reason = objection(request);
        return reason.isPresent() ? rejected(request, reason.get()) : processed(request);
    }

    private Response processed(Context request) {
        KeycloakSession session = request.getSession();
        session.setAttribute(MAKES_DERIVED_TOKENS, true);
        Response response = super.process(new Context(
                session,
                request.getClientConfig(),
                request.getClientAuthAttributes(),
                request.getFormParams(),
                request.getEvent(),
                request.getCors(),
                new DerivedTokenManager(() -> Derivation.kept(session))));
        if (Derivation.kept(session).isPresent()) {
            keepAccessTokenOnly(response);
        }
        return response;
    }

    /** An ID token would tell of a login, and a refresh token needs a session. */
    private static void keepAccessTokenOnly(Response response) {
        if (response.getEntity() instanceof AccessTokenResponse tokens) {
            tokens.setIdToken(null);
            tokens.setRefreshToken(null);
            tokens.setRefreshExpiresIn(0);
        } else if (response.getStatusInfo().getFamily() == Response.Status.Family.SUCCESSFUL) {
            throw new IllegalStateException("The answer of Keycloak's password grant has an unknown type");
        }
    }

    /** Returns whether the grant that runs the flow of a session gives derived JWTs for API tokens. */
    static boolean makesDerivedTokens(KeycloakSession session) {
        return session.getAttributeOrDefault(MAKES_DERIVED_TOKENS, false);
    }

    private static Optional<RejectionReason> objection(Context request) {
        SecretFormat format =
                request.getSession().getProvider(ApiTokenProvider.class).secretFormat();
        Optional<RejectionReason> reason = LOGGED.entrySet().stream()
                .filter(logged -> values(request, logged.getKey()).anyMatch(format::isIn))
                .map(Map.Entry::getValue)
                .min(Comparator.naturalOrder());
        if (reason.isEmpty() && isTriedAsPassword(request, format)) {
            return Optional.of(RejectionReason.FLOW_WITHOUT_STEP);
        }
        return reason;
    }

    /** The steps of a flow read these. What the endpoint of 26.7 gives a grant lacks parameters that are too long. */
    private static Stream<String> values(Context request, String name) {
        return request.getRequest().getDecodedFormParameters().getOrDefault(name, List.of()).stream();
    }

    /** What merely begins with the tag is left to the flow: in realms without our step it may be a password. */
    private static boolean isTriedAsPassword(Context request, SecretFormat format) {
        return ApiTokenPolicy.isEnabled(request.getRealm())
                && values(request, Credentials.PASSWORD).anyMatch(format::isIn)
                && !hasStep(request.getRealm(), directGrantFlow(request));
    }

    private static AuthenticationFlowModel directGrantFlow(Context request) {
        RealmModel realm = request.getRealm();
        return Optional.ofNullable(request.getClient()
                        .getAuthenticationFlowBindingOverride(AuthenticationFlowBindings.DIRECT_GRANT_BINDING))
                .map(realm::getAuthenticationFlowById)
                .orElseGet(realm::getDirectGrantFlow);
    }

    private static boolean hasStep(RealmModel realm, AuthenticationFlowModel flow) {
        return realm.getAuthenticationExecutionsStream(flow.getId())
                .filter(execution -> !execution.isDisabled())
                .anyMatch(execution -> execution.isAuthenticatorFlow()
                        ? hasStep(realm, realm.getAuthenticationFlowById(execution.getFlowId()))
                        : ApiTokenAuthenticatorFactory.PROVIDER_ID.equals(execution.getAuthenticator()));
    }

    private static Response rejected(Context request, RejectionReason reason) {
        request.getEvent()
                .detail(Details.AUTH_METHOD, "oauth_credentials")
                .detail(Details.REASON, reason.description())
                .error(reason.error());
        request.getCors().add();
        return RejectionResponses.inDirectGrant();
    }
}
