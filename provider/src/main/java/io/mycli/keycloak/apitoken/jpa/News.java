package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.mail.OwnerMail;
import io.mycli.keycloak.apitoken.policy.MailKind;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.RealmModel;

/** The mails about a token that are not sent yet, as bits of the column {@code NEWS}. */
final class News {

    static final long NONE = 0;

    /** The age after which a mail is no longer sent. */
    private static final Duration MAX_AGE = Duration.ofDays(3);

    private News() {}

    /** Returns the bit of a kind of mail. The database contains these bits, so they must never change. */
    static long of(MailKind kind) {
        return switch (kind) {
            case CREATED -> 1;
            case EXPIRING -> 2;
            case EXPIRED -> 4;
            case REVOKED -> 8;
            case LEAKED -> 16;
            case ROTATED -> 32;
        };
    }

    /** Returns the bit of a kind of mail, or {@link #NONE} if the realm does not send it. */
    static long of(MailKind kind, RealmModel realm) {
        return OwnerMail.isSentIn(realm, kind) ? of(kind) : NONE;
    }

    static boolean has(long news, MailKind kind) {
        return (news & of(kind)) != NONE;
    }

    static long without(long news, MailKind kind) {
        return news & ~of(kind);
    }

    /** Returns whether a mail is still correct at a moment: it is not too old, and the token has not changed since. */
    static boolean isTrue(MailKind kind, ApiTokenModel token, Instant now) {
        if (kind == MailKind.EXPIRING) {
            return !token.isRevoked() && days(token, now) > 0;
        }
        Instant since = switch (kind) {
            case CREATED -> token.createdAt();
            case ROTATED -> token.rotatedAt();
            case EXPIRED -> token.expiresAt();
            default -> token.revokedAt();
        };
        return since != null && now.isBefore(since.plus(MAX_AGE));
    }

    /** Returns the number of days in the notice that is due at a moment; 0 if none is due. */
    static int days(ApiTokenModel token, Instant now) {
        return token.expiresAt() == null || token.isExpired(now)
                ? 0
                : ExpiryNoticeSchedule.stage(token.expiresAt(), now).orElse(0);
    }

    /** Returns the kind of mail that is due because of the time; null if none is due. */
    static @Nullable MailKind ofTime(ApiTokenModel token, Instant now) {
        if (token.isRevoked()) {
            return MailKind.REVOKED;
        }
        if (token.isExpired(now)) {
            return MailKind.EXPIRED;
        }
        return days(token, now) > 0 ? MailKind.EXPIRING : null;
    }
}
