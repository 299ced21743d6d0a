package io.mycli.keycloak.apitoken;

import io.mycli.keycloak.apitoken.policy.MailKind;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The reason why a token was revoked: by whom, or because of what. The table has the names; they are never renamed. */
public enum RevocationReason {
    /** The owner revoked it. For a service account, this is an administrator who manages it. */
    OWNER(null),
    /** Somebody revoked it with its own secret. */
    TOKEN(null),
    /** An administrator revoked it, alone or with others. */
    ADMINISTRATOR(MailKind.REVOKED),
    /** A scanner reported its secret, or an administrator marked it as leaked. */
    LEAKED(MailKind.LEAKED),
    /** An administrator revoked all tokens issued before a time. */
    NOT_BEFORE(MailKind.REVOKED);

    private final @Nullable MailKind mail;

    RevocationReason(@Nullable MailKind mail) {
        this.mail = mail;
    }

    /** Returns the mail to the owner; empty if the owner knows. */
    public Optional<MailKind> mail() {
        return Optional.ofNullable(mail);
    }

    /** Returns the word for JSON: {@code not_before}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
