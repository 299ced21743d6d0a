package io.mycli.keycloak.apitoken.tests.support.providers;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.Authenticator;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailSenderProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.sessions.AuthenticationSessionModel;

/** A login without a password: the page asks who it is, and a link by mail, which is good once, goes on from there. */
public final class MagicLinkAuthenticator implements Authenticator {

    private static final String KEY = "magic-link-key";
    private static final String USER = "magic-link-user";

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        context.challenge(context.form().createLoginUsername());
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        String key = context.getUriInfo().getQueryParameters().getFirst("key");
        if (key == null) {
            send(context, context.getHttpRequest().getDecodedFormParameters().getFirst("username"));
        } else {
            accept(context, key);
        }
    }

    private static void send(AuthenticationFlowContext context, String username) {
        RealmModel realm = context.getRealm();
        UserModel user = KeycloakModelUtils.findUserByNameOrEmail(context.getSession(), realm, username);
        if (user != null) {
            String key = SecretGenerator.getInstance().randomString(32);
            AuthenticationSessionModel session = context.getAuthenticationSession();
            session.setAuthNote(KEY, key);
            session.setAuthNote(USER, user.getId());
            String link = UriBuilder.fromUri(context.getActionUrl(context.generateAccessCode()))
                    .queryParam("key", key)
                    .build()
                    .toString();
            try {
                context.getSession()
                        .getProvider(EmailSenderProvider.class)
                        .send(realm.getSmtpConfig(), user, "Magic link", link, "<a href=\"" + link + "\">Log in</a>");
            } catch (EmailException e) {
                throw new IllegalStateException(e);
            }
        }
        context.challenge(context.form().setInfo("emailSentMessage").createLoginUsername());
    }

    private static void accept(AuthenticationFlowContext context, String key) {
        AuthenticationSessionModel session = context.getAuthenticationSession();
        String expected = session.getAuthNote(KEY);
        session.removeAuthNote(KEY);
        if (expected == null || !MessageDigest.isEqual(bytes(key), bytes(expected))) {
            Response page = context.form().setError("expiredActionMessage").createLoginUsername();
            context.failureChallenge(AuthenticationFlowError.INVALID_CREDENTIALS, page);
            return;
        }
        String user = session.getAuthNote(USER);
        context.setUser(context.getSession().users().getUserById(context.getRealm(), user));
        context.success();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean requiresUser() {
        return false;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return true;
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {}

    @Override
    public void close() {}
}
