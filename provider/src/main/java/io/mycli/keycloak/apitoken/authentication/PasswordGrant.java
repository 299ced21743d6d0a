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
 * An extension of Keycloak's password grant. It rejects a secret that Keycloak would log, put into an event or count as
 * a wrong password. A login with an API token receives a derived JWT. Every other request goes to Keycloak's grant
 * unchanged.
 */
final class PasswordGrant extends ResourceOwnerPasswordCredentialsGrantType {

    /**
     * The parameters that Keycloak puts into the event: its first step the username, and its grant an invalid scope.
     */
    private static final Map<String, RejectionReason> LOGGED = Map.of(
            Credentials.USERNAME, RejectionReason.SECRET_IN_USERNAME,
            OAuth2Constants.SCOPE, RejectionReason.SECRET_IN_SCOPE);

    private static final String MAKES_DERIVED_TOKENS = PasswordGrant.class.getName();

    @Override
    public Response process(Context request) {
        Optional<RejectionReason> reason = rejection(request);
        return reason.isPresent() ? reject(request, reason.get()) : grant(request);
    }

    private Response grant(Context request) {
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

    /**
     * Removes all tokens but the access token. An ID token would describe a login, and a refresh token needs a session.
     */
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

    private static Optional<RejectionReason> rejection(Context request) {
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

    /**
     * Returns the values of a parameter, as the steps of a flow read them. The parameters that the endpoint of Keycloak
     * 26.7 gives to a grant lack those that are too long.
     */
    private static Stream<String> values(Context request, String name) {
        return request.getRequest().getDecodedFormParameters().getOrDefault(name, List.of()).stream();
    }

    /**
     * Returns whether a flow without our step would try a secret as a password. A text that only begins with the tag
     * goes to the flow: it may be a password.
     */
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

    private static Response reject(Context request, RejectionReason reason) {
        request.getEvent()
                .detail(Details.AUTH_METHOD, "oauth_credentials")
                .detail(Details.REASON, reason.description())
                .error(reason.error());
        request.getCors().add();
        return RejectionResponses.inDirectGrant();
    }
}
