package io.mycli.keycloak.apitoken.tests;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.mycli.keycloak.apitoken.tests.server.Await;
import io.mycli.keycloak.apitoken.tests.server.KeycloakServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A mail server that a realm sends its mails to. */
final class Mailbox implements AutoCloseable {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    private Mailbox() {
        server.start();
    }

    /** The realm is called Example Org in its mails, and speaks English and German. */
    static Mailbox of(TestRealm realm) {
        Mailbox mailbox = new Mailbox();
        int port = mailbox.server.getSmtp().getPort();
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
        return mailbox;
    }

    /** Lets a user be written to in a language. */
    static void speaks(TestRealm realm, String username, String locale) {
        Map<String, Object> user =
                realm.admin("/users/" + realm.userId(username)).jsonPath().getMap("$");
        user.put("attributes", Map.of("locale", List.of(locale)));
        Admin.put(realm.adminPath("/users/" + realm.userId(username)), user);
    }

    /** What has arrived for a user, as {@code subject + body}. */
    List<String> to(String username) {
        return Stream.of(server.getReceivedMessages())
                .filter(mail -> isTo(mail, username))
                .map(Mailbox::text)
                .peek(text -> Secrets.requireNone("mail", text))
                .toList();
    }

    /** The only mail to a user with this subject, as soon as it is there. */
    String await(String username, String subject) {
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

    int count() {
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
            return mail.getSubject() + "\n" + GreenMailUtil.getBody(mail);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a mail server that is away. */
    void stop() {
        server.stop();
    }

    @Override
    public void close() {
        server.stop();
    }
}
