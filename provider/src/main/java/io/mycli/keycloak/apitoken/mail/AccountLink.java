package io.mycli.keycloak.apitoken.mail;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The link to an owner's tokens in the account console: to the details of one, or to the list. */
final class AccountLink {

    private static final String THEME = "api-tokens";

    private AccountLink() {}

    /**
     * Returns the link for a mail about these tokens; empty if the server's address is unknown because there is no
     * request and no {@code hostname} is set.
     */
    static Optional<String> of(KeycloakSession session, List<ApiTokenModel> tokens) {
        URI base = session.getContext().getUri().getBaseUri();
        if (BackgroundHttpRequest.HOST.equals(base.getHost())) {
            return Optional.empty();
        }
        RealmModel realm = session.getContext().getRealm();
        UriBuilder link = UriBuilder.fromUri(base).path("realms/{realm}/account/");
        if (THEME.equals(realm.getAccountTheme())) {
            link.path("content/api-tokens");
            if (tokens.size() == 1) {
                link.fragment("token/" + tokens.get(0).id());
            }
        }
        return Optional.of(link.build(realm.getName()).toString());
    }
}
