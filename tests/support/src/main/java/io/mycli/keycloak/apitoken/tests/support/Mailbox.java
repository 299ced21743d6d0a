package io.mycli.keycloak.apitoken.tests.support;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.mycli.keycloak.apitoken.tests.support.server.Database;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A mail server that a realm sends its mails to. */
public final class Mailbox implements AutoCloseable {

    /** What is locked by tests that let {@link #anHourLater an hour pass}: it does for all realms. */
    public static final String HOURS = "hours between mails";

    /** And the minute by which a mail waits behind others. */
    private static final long HOUR = Duration.ofMinutes(62).toMillis();

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    private Mailbox() {
        server.start();
    }

    /** The realm is called Example Org in its mails, and speaks English and German. */
    public static Mailbox of(TestRealm realm) {
        Mailbox mailbox = new Mailbox();
        use(realm, mailbox.server.getSmtp().getPort());
        return mailbox;
    }

    /** Lets a realm send its mails to a port of this process. */
    static void use(TestRealm realm, int port) {
        realm.update(Map.of(
                "displayName",
                "Example Org",
                "smtpServer",
                Map.of(
                        "host",
                        KeycloakServer.get().hostOf(port),
                        "port",
                        Integer.toString(port),
                        "from",
                        "keycloak@example.com"),
                "internationalizationEnabled",
                true,
                "supportedLocales",
                List.of("en", "de")));
    }

    /** As if an hour had passed since the last mails and attempts, which are noted. */
    public static void anHourLater(TestRealm realm) {
        Database database = KeycloakServer.get().database();
        Await.until("all waits", () -> due(realm) == 0);
        database.update("update MYC_API_TOKEN_MAIL set NEXT_AT = NEXT_AT - ?", HOUR);
        database.update(
                "update MYC_API_TOKEN set NEWS_AT = NEWS_AT - ? where REALM_ID = ? and NEWS_AT is not null",
                HOUR,
                realm.id());
    }

    /** How many tokens of a realm there are whose news is looked at in the next round. */
    public static long due(TestRealm realm) {
        return KeycloakServer.get()
                .database()
                .number(
                        "select count(*) from MYC_API_TOKEN where REALM_ID = ? and NEWS_AT <= ?",
                        realm.id(),
                        System.currentTimeMillis());
    }

    /** Lets a user be written to in a language. */
    public static void speaks(TestRealm realm, String username, String locale) {
        Map<String, Object> user =
                realm.admin("/users/" + realm.userId(username)).jsonPath().getMap("$");
        user.put("attributes", Map.of("locale", List.of(locale)));
        Admin.put(realm.adminPath("/users/" + realm.userId(username)), user);
    }

    /** What has arrived for a user, as {@code subject + body}. */
    public List<String> to(String username) {
        return Stream.of(server.getReceivedMessages())
                .filter(mail -> isTo(mail, username))
                .map(Mailbox::text)
                .peek(text -> Secrets.requireNone("mail", text))
                .toList();
    }

    /** The only mail to a user with this subject, as soon as it is there. */
    public String await(String username, String subject) {
        Await.until(
                "a mail to " + username + ": " + subject,
                () -> to(username).stream().anyMatch(mail -> mail.startsWith(subject)));
        List<String> mails =
                to(username).stream().filter(mail -> mail.startsWith(subject)).toList();
        if (mails.size() > 1) {
            throw new AssertionError(mails.size() + " times: " + subject);
        }
        return mails.get(0);
    }

    /** Returns how many mails have arrived. */
    public int count() {
        return server.getReceivedMessages().length;
    }

    private static boolean isTo(MimeMessage mail, String username) {
        try {
            return mail.getAllRecipients()[0].toString().equals(username + "@example.com");
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(MimeMessage mail) {
        try {
            Multipart parts = (Multipart) mail.getContent();
            return mail.getSubject() + "\n" + parts.getBodyPart(0).getContent()
                    + parts.getBodyPart(1).getContent();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a mail server that is away. */
    public void stop() {
        server.stop();
    }

    @Override
    public void close() {
        server.stop();
    }
}
