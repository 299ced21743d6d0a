package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.NewSecret;
import io.mycli.keycloak.apitoken.StoredSecret;
import io.mycli.keycloak.apitoken.policy.MailKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * A row of {@code MYC_API_TOKEN}. Times are milliseconds since the epoch.
 *
 * <p>Two keys carry the rules that must hold under parallel requests, both unique per owner. A live token holds one of
 * the owner's numbered slots, hence the cap, and the key of its name. A token that has ended holds its own id in both,
 * which is in nobody's way. (Not null, because SQL Server and Oracle take two nulls for equal.)
 */
@Entity
@Table(name = "MYC_API_TOKEN")
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
    private String profile;

    @Column(name = "TOKEN_SCOPE", length = 2000)
    private String scope;

    @Column(name = "CREATED_AT", nullable = false)
    private long createdAt;

    @Column(name = "ROTATED_AT")
    private Long rotatedAt;

    @Column(name = "PREVIOUS_HASH", length = 64)
    private String previousHash;

    @Column(name = "PREVIOUS_MINTED_AT")
    private Long previousIssuedAt;

    @Column(name = "PREVIOUS_VALID_UNTIL")
    private Long previousValidUntil;

    @Column(name = "EXPIRES_AT")
    private Long expiresAt;

    @Column(name = "REVOKED_AT")
    private Long revokedAt;

    @Column(name = "LAST_USED_AT")
    private Long lastUsedAt;

    @Column(name = "LAST_USED_BY", length = 255)
    private String lastUsedBy;

    /** The {@link #nameKey} it had while it was live. */
    @Column(name = "SEARCH_KEY", length = 64)
    private String searchKey;

    /** {@link ActiveDay} of its last use or minting, or an earlier one. */
    @Column(name = "ACTIVE_DAY", nullable = false)
    private long activeDay;

    /** When to look whether the owner has to be told something, or null. */
    @Column(name = "NOTICE_AT")
    private Long noticeAt;

    /** What the owner has not been told yet, as bits of {@link News}. */
    @Column(name = "NEWS", nullable = false)
    private long news;

    /** When to look whether that can be told, or null. */
    @Column(name = "NEWS_AT")
    private Long newsAt;

    ApiTokenModel toModel() {
        return new ApiTokenModel(
                id,
                userId,
                name,
                prefix,
                profile,
                scope,
                Instant.ofEpochMilli(createdAt),
                instant(rotatedAt),
                instant(previousIssuedAt),
                instant(previousValidUntil),
                instant(expiresAt),
                instant(revokedAt),
                instant(lastUsedAt),
                lastUsedBy);
    }

    /** As the secret with this hash, one of the two that the row knows. */
    StoredSecret presented(String hash) {
        return hash.equals(tokenHash) ? presentedAsCurrent() : presentedAsPrevious();
    }

    StoredSecret presentedAsCurrent() {
        ApiTokenModel token = toModel();
        return new StoredSecret(token, token.issuedAt(), token.expiresAt(), false);
    }

    StoredSecret presentedAsPrevious() {
        ApiTokenModel token = toModel();
        Instant end = token.previousValidUntil();
        boolean tokenEndsFirst =
                token.expiresAt() != null && end != null && token.expiresAt().isBefore(end);
        return new StoredSecret(token, token.previousIssuedAt(), tokenEndsFirst ? token.expiresAt() : end, true);
    }

    /** The secret it has becomes the previous one; the one before that is forgotten, and what was to be told of its end. */
    void replaceSecret(NewSecret secret) {
        news = News.without(News.without(news, MailKind.EXPIRING), MailKind.EXPIRED);
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

    String getTokenHash() {
        return tokenHash;
    }

    String getPreviousHash() {
        return previousHash;
    }

    boolean isIn(RealmModel realm) {
        return realmId.equals(realm.getId());
    }

    boolean isOf(RealmModel realm, UserModel owner) {
        return isIn(realm) && userId.equals(owner.getId());
    }

    private static Instant instant(Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    String getId() {
        return id;
    }

    void setId(String id) {
        this.id = id;
    }

    String getRealmId() {
        return realmId;
    }

    void setRealmId(String realmId) {
        this.realmId = realmId;
    }

    String getUserId() {
        return userId;
    }

    void setUserId(String userId) {
        this.userId = userId;
    }

    void setTokenHash(String tokenHash) {
        this.tokenHash = tokenHash;
    }

    void setPrefix(String prefix) {
        this.prefix = prefix;
    }

    void setName(String name) {
        this.name = name;
    }

    void setNameKey(String nameKey) {
        this.nameKey = nameKey;
        this.searchKey = nameKey;
    }

    void setSlotKey(String slotKey) {
        this.slotKey = slotKey;
    }

    void setProfile(String profile) {
        this.profile = profile;
    }

    void setScope(String scope) {
        this.scope = scope;
    }

    void setCreatedAt(long createdAt) {
        this.createdAt = createdAt;
        this.activeDay = ActiveDay.of(createdAt);
    }

    Long getNoticeAt() {
        return noticeAt;
    }

    void setNoticeAt(Long noticeAt) {
        this.noticeAt = noticeAt;
    }

    long getNews() {
        return news;
    }

    Long getNewsAt() {
        return newsAt;
    }

    /** Lets the owner be told more. */
    void addNews(long more, long now) {
        if (more != News.NONE) {
            news |= more;
            newsAt = now;
        }
    }

    void setExpiresAt(Instant expiresAt) {
        this.expiresAt = expiresAt == null ? null : expiresAt.toEpochMilli();
    }
}
