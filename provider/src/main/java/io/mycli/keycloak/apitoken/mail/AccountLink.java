package io.mycli.keycloak.apitoken.mail;

import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The link to the tokens of an owner in the account console. */
final class AccountLink {

    private static final String THEME = "api-tokens";

    private AccountLink() {}

    /**
     * Returns the link; empty if the server's address is unknown because there is no request and no {@code hostname} is
     * set.
     */
    static Optional<String> of(KeycloakSession session) {
        URI base = session.getContext().getUri().getBaseUri();
        if (BackgroundHttpRequest.HOST.equals(base.getHost())) {
            return Optional.empty();
        }
        RealmModel realm = session.getContext().getRealm();
        UriBuilder link = UriBuilder.fromUri(base).path("realms/{realm}/account/");
        return Optional.of((THEME.equals(realm.getAccountTheme()) ? link.path("content/api-tokens") : link)
                .build(realm.getName())
                .toString());
    }
}
