package io.mycli.keycloak.apitoken.mail;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.policy.ApiTokenPolicy;
import io.mycli.keycloak.apitoken.policy.MailKind;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailSenderProvider;
import org.keycloak.email.EmailTemplateProvider;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * A mail that tells an owner of their tokens, in their language. It is written by Keycloak's templates and sent by Keycloak's
 * mailer, one after the other: while it is sent, nobody needs the database.
 */
public final class OwnerMail {

    private static final Logger logger = Logger.getLogger(OwnerMail.class);

    /** Tokens that a mail names; it says how many others there are. */
    private static final int MAX_NAMED = 20;

    private final WrittenMail mail;

    private OwnerMail(WrittenMail mail) {
        this.mail = mail;
    }

    /** Whether owners get this mail in a realm. */
    public static boolean isSentIn(RealmModel realm, MailKind kind) {
        return !realm.getSmtpConfig().isEmpty() && ApiTokenPolicy.isEnabled(realm) && ApiTokenPolicy.sends(realm, kind);
    }

    /**
     * Writes a mail to an owner in the realm of the session's context.
     *
     * @param days until the tokens end, for {@link MailKind#EXPIRING}
     * @return empty if this owner is not to be told: the realm does not want it, or their address is not verified
     * @throws IllegalStateException if the templates of the realm's theme fail
     */
    public static Optional<OwnerMail> write(
            KeycloakSession session, UserModel owner, MailKind kind, List<ApiTokenModel> tokens, int days) {
        RealmModel realm = session.getContext().getRealm();
        if (!isSentIn(realm, kind) || !isReachable(owner)) {
            logger.debugf("No mail %s to user %s: disabled, or no verified address", kind, owner.getId());
            return Optional.empty();
        }
        Map<String, Object> attributes = new HashMap<>();
        attributes.put(
                "tokens", tokens.stream().limit(MAX_NAMED).map(OwnerMail::named).toList());
        attributes.put("others", Math.max(0, tokens.size() - MAX_NAMED));
        attributes.put("days", days);
        AccountLink.of(session).ifPresent(link -> attributes.put("link", link));
        attributes.put(Constants.IGNORE_ACCEPT_LANGUAGE_HEADER, true);
        WrittenMail mail = new WrittenMail();
        try {
            templates(mail.inPlaceOfTheMailer(session))
                    .setRealm(realm)
                    .setUser(owner)
                    .send(
                            kind.subjectKey(),
                            kind == MailKind.EXPIRING ? List.of(days) : List.of(),
                            kind.template(),
                            attributes);
        } catch (EmailException e) {
            throw new IllegalStateException("Cannot process the templates of a mail", e);
        }
        return Optional.of(new OwnerMail(mail));
    }

    private static EmailTemplateProvider templates(KeycloakSession session) {
        return session.getKeycloakSessionFactory()
                .getProviderFactory(EmailTemplateProvider.class)
                .create(session);
    }

    /** An address that nobody has proved to be theirs gets no mail of ours: it may be a stranger's. */
    private static boolean isReachable(UserModel owner) {
        return owner.getEmail() != null && owner.isEmailVerified() && owner.isEnabled();
    }

    private static Map<String, String> named(ApiTokenModel token) {
        return Map.of("name", QuotedName.of(token.name()), "prefix", token.prefix());
    }

    /** Sends it by Keycloak's mailer. */
    public void send(KeycloakSession session) throws EmailException {
        mail.send(session.getProvider(EmailSenderProvider.class));
    }

    /**
     * Whether a mail failed because of itself, rather than because the server is away: the server rejected it, or Keycloak
     * did, which then names no cause.
     */
    public static boolean isRejected(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SendFailedException || cause instanceof AddressException) {
                return true;
            }
        }
        return failure instanceof EmailException && failure.getCause() == null;
    }
}
