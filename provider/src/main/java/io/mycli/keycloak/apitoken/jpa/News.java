package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.mail.OwnerMail;
import io.mycli.keycloak.apitoken.policy.MailKind;
import java.time.Duration;
import java.time.Instant;
import org.keycloak.models.RealmModel;

/** What owners have to be told of a token, as bits of the column {@code NEWS}. */
final class News {

    static final long NONE = 0;

    /** After that, nobody is told any more. */
    private static final Duration LIFE = Duration.ofDays(3);

    private News() {}

    /** The bit of a kind. It is in the database: never change one. */
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

    /** The same, or {@link #NONE} where the realm sends no such mail. */
    static long of(MailKind kind, RealmModel realm) {
        return OwnerMail.isSentIn(realm, kind) ? of(kind) : NONE;
    }

    static boolean has(long news, MailKind kind) {
        return (news & of(kind)) != NONE;
    }

    static long without(long news, MailKind kind) {
        return news & ~of(kind);
    }

    /** Whether to tell it is right at that moment: it is not too old, and the token has not changed since. */
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
        return since != null && now.isBefore(since.plus(LIFE));
    }

    /** How many days before a token's end its owner is to be warned at that moment; 0 if not at all. */
    static int days(ApiTokenModel token, Instant now) {
        return token.expiresAt() == null || token.isExpired(now)
                ? 0
                : ExpiryNoticeSchedule.stage(token.expiresAt(), now).orElse(0);
    }

    /** What the time that has come means for a token: a kind of mail, or null for nothing. */
    static MailKind ofTime(ApiTokenModel token, Instant now) {
        if (token.isRevoked()) {
            return MailKind.REVOKED;
        }
        if (token.isExpired(now)) {
            return MailKind.EXPIRED;
        }
        return days(token, now) > 0 ? MailKind.EXPIRING : null;
    }
}
