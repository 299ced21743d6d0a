package io.mycli.keycloak.apitoken.mail;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.error.StandInUser;
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
 * A mail about an owner's tokens, in the owner's language. Keycloak's templates write it, and Keycloak's mailer sends
 * it later. It needs no database connection while it is sent.
 */
public final class OwnerMail {

    private static final Logger logger = Logger.getLogger(OwnerMail.class);

    /** The number of tokens that a mail lists. It counts the others. */
    private static final int MAX_LISTED = 20;

    private final WrittenMail mail;

    private OwnerMail(WrittenMail mail) {
        this.mail = mail;
    }

    /** Returns whether a realm sends this mail to owners. */
    public static boolean isSentIn(RealmModel realm, MailKind kind) {
        return !realm.getSmtpConfig().isEmpty() && ApiTokenPolicy.isEnabled(realm) && ApiTokenPolicy.sends(realm, kind);
    }

    /**
     * Writes a mail to an owner in the realm of the session's context.
     *
     * @param days until the tokens expire, for {@link MailKind#EXPIRING}
     * @return empty if the realm does not send this mail, or the owner has no verified address or is disabled
     * @throws IllegalStateException if the templates of the realm's theme fail
     */
    public static Optional<OwnerMail> write(
            KeycloakSession session, UserModel owner, MailKind kind, List<ApiTokenModel> tokens, int days) {
        RealmModel realm = session.getContext().getRealm();
        if (!isSentIn(realm, kind) || !isReachable(owner)) {
            logger.debugf("No mail %s to user %s: disabled, or no verified address", kind, owner.getId());
            return Optional.empty();
        }
        WrittenMail mail = new WrittenMail();
        try {
            templates(mail.withThisAsMailer(session))
                    .setRealm(realm)
                    .setUser(owner)
                    .send(
                            kind.subjectKey(),
                            kind == MailKind.EXPIRING ? List.of(days) : List.of(),
                            kind.template(),
                            attributes(session, tokens, days));
        } catch (EmailException e) {
            throw new IllegalStateException("Cannot process the templates of a mail", e);
        }
        return Optional.of(new OwnerMail(mail));
    }

    private static Map<String, Object> attributes(KeycloakSession session, List<ApiTokenModel> tokens, int days) {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put(
                "tokens",
                tokens.stream()
                        .limit(MAX_LISTED)
                        .map(token -> ListedToken.of(token, session.getContext().getRealm()))
                        .toList());
        attributes.put("others", Math.max(0, tokens.size() - MAX_LISTED));
        attributes.put("days", days);
        AccountLink.of(session, tokens).ifPresent(link -> attributes.put("link", link));
        attributes.put(Constants.IGNORE_ACCEPT_LANGUAGE_HEADER, true);
        return attributes;
    }

    private static EmailTemplateProvider templates(KeycloakSession session) {
        return session.getKeycloakSessionFactory()
                .getProviderFactory(EmailTemplateProvider.class)
                .create(session);
    }

    /** Returns whether an owner may receive a mail. An unverified address may belong to a stranger. */
    private static boolean isReachable(UserModel owner) {
        return owner.getEmail() != null
                && owner.isEmailVerified()
                && StandInUser.imported(owner).isEnabled();
    }

    /**
     * Sends the mail with Keycloak's mailer.
     *
     * @throws EmailException if Keycloak or the mail server fails, or rejects the mail
     */
    public void send(KeycloakSession session) throws EmailException {
        mail.send(session.getProvider(EmailSenderProvider.class));
    }

    /**
     * Returns whether a mail failed because it was rejected, rather than because the server is away. The server
     * rejected it, or Keycloak did, whose exception then has no cause.
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
