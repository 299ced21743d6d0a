package io.mycli.keycloak.apitoken.authentication;

import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.policy.ApiTokenPolicy;
import io.mycli.keycloak.apitoken.secret.SecretFormat;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.OAuth2Constants;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.models.AuthenticationFlowBindings;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.grants.ResourceOwnerPasswordCredentialsGrantType;

/**
 * Keycloak's password grant. It rejects a request with a secret that the grant or its flow would log, put into an event or
 * count as a wrong password. Every other request goes to Keycloak's grant untouched.
 */
final class PasswordGrant extends ResourceOwnerPasswordCredentialsGrantType {

    /** Keycloak's first step puts the username into the event, and its grant an invalid scope. */
    private static final List<String> LOGGED = List.of(Credentials.USERNAME, OAuth2Constants.SCOPE);

    @Override
    public Response process(Context request) {
        Optional<String> reason = objection(request);
        return reason.isPresent() ? rejected(request, reason.get()) : super.process(request);
    }

    private static Optional<String> objection(Context request) {
        SecretFormat format =
                request.getSession().getProvider(ApiTokenProvider.class).secretFormat();
        Optional<String> reason = LOGGED.stream()
                .filter(name -> values(request, name).anyMatch(format::isIn))
                .findFirst()
                .map(name -> "The " + name + " contains an API token");
        if (reason.isEmpty() && isTriedAsPassword(request, format)) {
            return Optional.of("The password is an API token, and the flow has no step for API tokens");
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

    private static Response rejected(Context request, String reason) {
        request.getEvent()
                .detail(Details.AUTH_METHOD, "oauth_credentials")
                .detail(Details.REASON, reason)
                .error(Errors.INVALID_USER_CREDENTIALS);
        request.getCors().add();
        return Refusals.inDirectGrant();
    }
}
