package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.NewApiToken;
import io.mycli.keycloak.apitoken.NewSecret;
import io.mycli.keycloak.apitoken.RevocationReason;
import io.mycli.keycloak.apitoken.StoredSecret;
import io.mycli.keycloak.apitoken.policy.MailKind;
import io.mycli.keycloak.apitoken.policy.NameStart;
import io.mycli.keycloak.apitoken.policy.TokenName;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.RealmModel;

/**
 * A row of {@code MYC_API_TOKEN}. Times are milliseconds since the epoch.
 *
 * <p>Two unique keys per owner enforce what must hold under parallel requests. A live token holds one of the owner's
 * numbered slots, which enforces the limit, and the key of its name. A revoked or expired token holds its own id in
 * both, so it blocks no other token. (The columns are not null, because SQL Server and Oracle treat two nulls as
 * equal.)
 */
@Entity
@Table(name = "MYC_API_TOKEN")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
class ApiTokenEntity {

    @Id
    @Column(name = "ID", length = 36)
    private String id;

    @Column(name = "REALM_ID", length = 36, nullable = false, updatable = false)
    private String realmId;

    @Column(name = "USER_ID", length = 255, nullable = false, updatable = false)
    private String userId;

    @Column(name = "TOKEN_HASH", length = 64, nullable = false)
    private String tokenHash;

    @Column(name = "PREFIX", length = 16, nullable = false)
    private String prefix;

    @Column(name = "NAME", length = 255, nullable = false)
    private String name;

    @Column(name = "NAME_KEY", length = 64, nullable = false)
    private String nameKey;

    @Column(name = "SLOT_KEY", length = 36, nullable = false)
    private String slotKey;

    @Column(name = "PROFILE", length = 63)
    private @Nullable String profile;

    @Column(name = "TOKEN_SCOPE", length = 2000)
    private @Nullable String scope;

    @Column(name = "TOKEN_DESCRIPTION", length = 1000)
    private @Nullable String description;

    @Embedded
    private ChosenAccessColumns access = new ChosenAccessColumns();

    @Column(name = "CREATED_AT", nullable = false)
    private long createdAt;

    @Column(name = "ROTATED_AT")
    private @Nullable Long rotatedAt;

    @Column(name = "PREVIOUS_HASH", length = 64)
    private @Nullable String previousHash;

    @Column(name = "PREVIOUS_MINTED_AT")
    private @Nullable Long previousIssuedAt;

    @Column(name = "PREVIOUS_VALID_UNTIL")
    private @Nullable Long previousValidUntil;

    @Column(name = "EXPIRES_AT")
    private @Nullable Long expiresAt;

    @Column(name = "REVOKED_AT")
    private @Nullable Long revokedAt;

    /** Null also in a row that a release without this column revoked. */
    @Enumerated(EnumType.STRING)
    @Column(name = "REVOCATION_REASON", length = 32)
    private @Nullable RevocationReason revocationReason;

    @Column(name = "LAST_USED_AT")
    private @Nullable Long lastUsedAt;

    @Column(name = "LAST_USED_BY", length = 255)
    private @Nullable String lastUsedBy;

    /** The {@link #nameKey} of the token while it was live. */
    @Column(name = "SEARCH_KEY", length = 64)
    private @Nullable String searchKey;

    /** The {@link NameStart} of the name; null in a row from before this column, until {@link NameStartTask} sets it. */
    @Column(name = "NAME_START", length = 255)
    private @Nullable String nameStart;

    /** The {@link ActiveDay} of the last use or the issue of the secret, or an earlier one. */
    @Column(name = "ACTIVE_DAY", nullable = false)
    private long activeDay;

    /** The time to check whether a mail about the expiry is due, or null. */
    @Column(name = "NOTICE_AT")
    private @Nullable Long noticeAt;

    /** The mails that are not sent yet, as bits of {@link News}. */
    @Column(name = "NEWS", nullable = false)
    private long news;

    /** The time when the mails of {@link #news} are due, or null. */
    @Column(name = "NEWS_AT")
    private @Nullable Long newsAt;

    /**
     * Creates the row of a live token.
     *
     * @param slot one of the owner's slots
     */
    static ApiTokenEntity of(String realmId, String userId, NewApiToken token, String slot) {
        ApiTokenEntity row = new ApiTokenEntity();
        row.id = UUID.randomUUID().toString();
        row.realmId = realmId;
        row.userId = userId;
        row.tokenHash = token.hash();
        row.prefix = token.prefix();
        row.name = token.name().value();
        row.nameKey = token.name().key();
        row.searchKey = row.nameKey;
        row.nameStart = NameStart.of(row.name).digits();
        row.slotKey = slot;
        row.description = token.description();
        row.profile = token.profile();
        row.scope = token.scope();
        row.access = ChosenAccessColumns.of(token.access());
        row.createdAt = token.createdAt().toEpochMilli();
        row.activeDay = ActiveDay.of(row.createdAt);
        row.setExpiresAt(token.expiresAt());
        row.noticeAt = ExpiryNoticeSchedule.first(token.createdAt(), token.expiresAt());
        return row;
    }

    /** Reads a restricted token's roles and audience with SQL, so the row must not be detached. */
    ApiTokenModel toModel() {
        return new ApiTokenModel(
                id,
                userId,
                name,
                description,
                prefix,
                profile,
                scope,
                access.toModel(),
                Instant.ofEpochMilli(createdAt),
                instant(rotatedAt),
                instant(previousIssuedAt),
                previousValidUntil(),
                instant(expiresAt),
                instant(revokedAt),
                revocationReason,
                instant(lastUsedAt),
                lastUsedBy);
    }

    /** Returns the end of the overlap, or that of the token if it is earlier: a policy may have shortened it since. */
    private @Nullable Instant previousValidUntil() {
        return previousValidUntil == null || expiresAt == null
                ? instant(previousValidUntil)
                : Instant.ofEpochMilli(Math.min(previousValidUntil, expiresAt));
    }

    /** Returns the secret with a hash, which is that of the current or of the previous secret. */
    StoredSecret presented(String hash) {
        return hash.equals(tokenHash) ? presentedAsCurrent() : presentedAsPrevious();
    }

    StoredSecret presentedAsCurrent() {
        ApiTokenModel token = toModel();
        return new StoredSecret(token, token.issuedAt(), token.expiresAt(), false);
    }

    StoredSecret presentedAsPrevious() {
        ApiTokenModel token = toModel();
        return new StoredSecret(
                token, Objects.requireNonNull(token.previousIssuedAt()), token.previousValidUntil(), true);
    }

    /**
     * Replaces the current secret, which becomes the previous one. Drops the earlier previous secret, and unsent mails
     * about the old expiry.
     */
    void replaceSecret(NewSecret secret) {
        news = News.without(News.without(news, MailKind.EXPIRING), MailKind.EXPIRED);
        newsAt = news == News.NONE ? null : newsAt;
        previousHash = tokenHash;
        previousIssuedAt = toModel().issuedAt().toEpochMilli();
        previousValidUntil = secret.previousValidUntil().toEpochMilli();
        tokenHash = secret.hash();
        prefix = secret.prefix();
        rotatedAt = secret.issuedAt().toEpochMilli();
        activeDay = ActiveDay.of(rotatedAt);
        noticeAt = ExpiryNoticeSchedule.first(secret.issuedAt(), secret.expiresAt());
        setExpiresAt(secret.expiresAt());
    }

    @Nullable
    Long getRotatedAt() {
        return rotatedAt;
    }

    String getTokenHash() {
        return tokenHash;
    }

    @Nullable
    String getPreviousHash() {
        return previousHash;
    }

    boolean isIn(RealmModel realm) {
        return realmId.equals(realm.getId());
    }

    boolean isOf(String realm, String owner) {
        return realmId.equals(realm) && userId.equals(owner);
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    String getId() {
        return id;
    }

    String getRealmId() {
        return realmId;
    }

    String getUserId() {
        return userId;
    }

    /** Renames the token. An expired one that no longer holds its name does not hold the new one, either. */
    void rename(TokenName newName) {
        boolean holdsName = !nameKey.equals(id);
        name = newName.value();
        searchKey = newName.key();
        nameStart = NameStart.of(name).digits();
        nameKey = holdsName ? newName.key() : id;
    }

    void setDescription(@Nullable String description) {
        this.description = description;
    }

    @Nullable
    Long getNoticeAt() {
        return noticeAt;
    }

    /** Returns whether a notice is due that was not due at a moment before. */
    boolean isNoticeDueSince(Instant before, Instant now) {
        return noticeAt != null && noticeAt > before.toEpochMilli() && noticeAt <= now.toEpochMilli();
    }

    long getNews() {
        return news;
    }

    @Nullable
    Long getNewsAt() {
        return newsAt;
    }

    /**
     * Adds mails to send.
     *
     * @param more bits of {@link News}
     * @param now when they are due
     */
    void addNews(long more, long now) {
        if (more != News.NONE) {
            news |= more;
            newsAt = now;
        }
    }

    private void setExpiresAt(@Nullable Instant expiresAt) {
        this.expiresAt = expiresAt == null ? null : expiresAt.toEpochMilli();
    }
}
