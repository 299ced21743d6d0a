package io.mycli.keycloak.apitoken.policy;

import java.util.Locale;

/** A kind of mail to owners. A realm attribute disables it: {@code api-tokens.mail-created} and so on. */
public enum MailKind {
    /** A token was created. */
    CREATED,
    /** A token was rotated. */
    ROTATED,
    /** A token expires soon. */
    EXPIRING,
    /** A token is expired. */
    EXPIRED,
    /** An administrator revoked a token. */
    REVOKED,
    /** A token was revoked because its secret was reported. */
    LEAKED;

    private String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }

    private String titleCase() {
        return name().charAt(0) + lowerCase().substring(1);
    }

    /** Returns the name of the realm attribute, without {@link ApiTokenPolicy#PREFIX}. */
    public String attribute() {
        return "mail-" + lowerCase();
    }

    /** Returns the key of the subject in the messages of a theme. */
    public String subjectKey() {
        return "apiToken" + titleCase() + "Subject";
    }

    /** Returns the name of the template of the body. */
    public String template() {
        return "api-token-" + lowerCase() + ".ftl";
    }
}
