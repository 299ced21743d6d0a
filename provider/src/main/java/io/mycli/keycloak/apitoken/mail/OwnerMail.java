package io.mycli.keycloak.apitoken.mail;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailTemplateProvider;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** What owners are told by mail, in their language. That it cannot be sent is no reason for the cause to fail. */
public final class OwnerMail {

    private static final Logger logger = Logger.getLogger(OwnerMail.class);

    private OwnerMail() {}

    /** Somebody showed the secrets of these tokens, which are therefore revoked. */
    public static void leaked(KeycloakSession session, UserModel owner, List<ApiTokenModel> tokens) {
        send(session, owner, "apiTokenLeakedSubject", "api-token-leaked.ftl", tokens);
    }

    private static void send(
            KeycloakSession session, UserModel owner, String subject, String template, List<ApiTokenModel> tokens) {
        RealmModel realm = session.getContext().getRealm();
        if (owner.getEmail() == null || realm.getSmtpConfig().isEmpty()) {
            logger.debugf("No mail %s to user %s: no address, or realm without a mail server", template, owner.getId());
            return;
        }
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("tokens", tokens.stream().map(OwnerMail::named).toList());
        attributes.put(Constants.IGNORE_ACCEPT_LANGUAGE_HEADER, true);
        try {
            session.getProvider(EmailTemplateProvider.class)
                    .setRealm(realm)
                    .setUser(owner)
                    .send(subject, template, attributes);
        } catch (EmailException e) {
            logger.warnf(e, "Cannot send the mail %s to user %s", template, owner.getId());
        }
    }

    private static Map<String, String> named(ApiTokenModel token) {
        return Map.of("name", token.name(), "prefix", token.prefix());
    }
}
