package io.mycli.keycloak.apitoken.tests.support;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A realm in whose browser flow a link by mail takes the place of the password, and the mail server for it. */
public final class MagicLinks implements AutoCloseable {

    private static final Pattern LINK = Pattern.compile("http\\S+?key=\\w+");

    private final Mailbox mailbox;

    private MagicLinks(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    /** Changes the realm's browser flow. */
    public static MagicLinks of(TestRealm realm) {
        Mailbox mailbox = Mailbox.of(realm);
        Flows.create(realm, "magic-link").step("magic-link", "REQUIRED").bindTo("browserFlow");
        return new MagicLinks(mailbox);
    }

    /** Returns the newest link to a user. */
    public String newest(String username) {
        List<String> links = links(username);
        return links.get(links.size() - 1);
    }

    /** Returns all links to a user, the oldest first. */
    public List<String> links(String username) {
        return mailbox.to(username).stream()
                .map(LINK::matcher)
                .filter(Matcher::find)
                .map(Matcher::group)
                .toList();
    }

    @Override
    public void close() {
        mailbox.close();
    }
}
