package io.mycli.keycloak.apitoken.spring;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestOperations;

/**
 * Verifies security event tokens (RFC 8417): signature, {@code typ}, {@code iss}, and {@code aud}, which has a stream of
 * this resource server's client.
 */
final class SignalVerifier {

    private static final String CREDENTIAL_CHANGE =
            "https://schemas.openid.net/secevent/caep/event-type/credential-change";

    private final JwtDecoder decoder;

    /** @param http with time limits, which the default has not on Spring Boot 3 */
    SignalVerifier(RestOperations http, String keysUrl, String issuer, String clientId) {
        NimbusJwtDecoder nimbus = NimbusJwtDecoder.withJwkSetUri(keysUrl)
                .restOperations(http)
                .jwtProcessorCustomizer(processor -> processor.setJWSTypeVerifier(
                        new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("secevent+jwt"))))
                .build();
        nimbus.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtIssuerValidator(issuer),
                new JwtClaimValidator<List<String>>("aud", audience -> isOf(clientId, audience))));
        decoder = nimbus;
    }

    /** Keycloak writes the client, a slash, and the stream. */
    private static boolean isOf(String clientId, List<String> audience) {
        return audience != null && audience.stream().anyMatch(one -> one.startsWith(clientId + "/"));
    }

    /**
     * Returns the id of the API token that a signal is about; empty if it is about something else.
     *
     * @throws JwtException if the signal is not of the realm, or not for this resource server
     */
    Optional<String> changedToken(String signal) {
        Jwt verified = decoder.decode(signal);
        return verified.getClaim("events") instanceof Map<?, ?> events
                        && events.get(CREDENTIAL_CHANGE) instanceof Map<?, ?> change
                        && change.get("kc_credential_id") instanceof String id
                ? Optional.of(id)
                : Optional.empty();
    }
}
