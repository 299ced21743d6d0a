package io.mycli.keycloak.apitoken.mail;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.policy.ApiTokenPolicy;
import io.mycli.keycloak.apitoken.policy.MailKind;
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

/**
 * What owners are told by mail, in their language, unless the realm has switched it off. That a mail cannot be sent is no
 * reason for its cause to fail.
 */
public final class OwnerMail {

    private static final Logger logger = Logger.getLogger(OwnerMail.class);

    /** Tokens that a mail names; it says how many others there are. */
    private static final int MAX_NAMED = 20;

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel owner;

    private OwnerMail(KeycloakSession session, UserModel owner) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.owner = owner;
    }

    /** To an owner in the realm of the session's context. */
    public static OwnerMail to(KeycloakSession session, UserModel owner) {
        return new OwnerMail(session, owner);
    }

    /** The token was just minted. */
    public void created(ApiTokenModel token) {
        send(MailKind.CREATED, List.of(token), List.of(), Map.of());
    }

    /** The token's secret was just replaced. */
    public void rotated(ApiTokenModel token) {
        send(MailKind.ROTATED, List.of(token), List.of(), Map.of());
    }

    /**
     * These tokens end soon.
     *
     * @param days that are left, rounded up to one of the days on which owners are told
     * @return false if it could not be sent, but perhaps later
     */
    public boolean expiring(List<ApiTokenModel> tokens, int days) {
        return send(MailKind.EXPIRING, tokens, List.of(days), Map.of("days", days));
    }

    /** These tokens have ended by themselves; false as for {@link #expiring}. */
    public boolean expired(List<ApiTokenModel> tokens) {
        return send(MailKind.EXPIRED, tokens, List.of(), Map.of());
    }

    /** An administrator has ended these tokens; false as for {@link #expiring}. */
    public boolean revoked(List<ApiTokenModel> tokens) {
        return send(MailKind.REVOKED, tokens, List.of(), Map.of());
    }

    /** Somebody showed the secrets of these tokens, which are therefore revoked. */
    public void leaked(List<ApiTokenModel> tokens) {
        send(MailKind.LEAKED, tokens, List.of(), Map.of());
    }

    private boolean send(
            MailKind kind, List<ApiTokenModel> tokens, List<Object> subjectParameters, Map<String, Object> more) {
        if (!canBeSent(kind)) {
            logger.debugf(
                    "No mail %s to user %s: not wanted, no verified address, or no mail server", kind, owner.getId());
            return true;
        }
        Map<String, Object> attributes = new HashMap<>(more);
        attributes.put(
                "tokens", tokens.stream().limit(MAX_NAMED).map(OwnerMail::named).toList());
        attributes.put("others", Math.max(0, tokens.size() - MAX_NAMED));
        AccountLink.of(session).ifPresent(link -> attributes.put("link", link));
        attributes.put(Constants.IGNORE_ACCEPT_LANGUAGE_HEADER, true);
        try {
            session.getProvider(EmailTemplateProvider.class)
                    .setRealm(realm)
                    .setUser(owner)
                    .send(kind.subjectKey(), subjectParameters, kind.template(), attributes);
            return true;
        } catch (EmailException | RuntimeException e) {
            logger.warnf(e, "Cannot send the mail %s to user %s", kind, owner.getId());
            return false;
        }
    }

    private boolean canBeSent(MailKind kind) {
        return owner.getEmail() != null
                && owner.isEmailVerified() // or it may be a stranger's
                && owner.isEnabled()
                && !realm.getSmtpConfig().isEmpty()
                && ApiTokenPolicy.isEnabled(realm)
                && ApiTokenPolicy.sends(realm, kind);
    }

    private static Map<String, String> named(ApiTokenModel token) {
        return Map.of("name", QuotedName.of(token.name()), "prefix", token.prefix());
    }
}
