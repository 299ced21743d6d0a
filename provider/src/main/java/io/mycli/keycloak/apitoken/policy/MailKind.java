package io.mycli.keycloak.apitoken.policy;

import java.util.Locale;

/** The mails that owners get, each with a realm attribute to switch it off: {@code api-tokens.mail-created} and so on. */
public enum MailKind {
    /** A token was created for them. */
    CREATED,
    /** A token's secret was replaced by a new one. */
    ROTATED,
    /** A token ends soon. */
    EXPIRING,
    /** A token has ended by itself. */
    EXPIRED,
    /** An administrator revoked a token. */
    REVOKED,
    /** A token's secret was reported, hence it is revoked. */
    LEAKED;

    private String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }

    private String titleCase() {
        return name().charAt(0) + lowerCase().substring(1);
    }

    /** Of the realm attribute, without {@link ApiTokenPolicy#PREFIX}. */
    public String attribute() {
        return "mail-" + lowerCase();
    }

    /** In the messages of a theme. */
    public String subjectKey() {
        return "apiToken" + titleCase() + "Subject";
    }

    /** The file of its body. */
    public String template() {
        return "api-token-" + lowerCase() + ".ftl";
    }
}
