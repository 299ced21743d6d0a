package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.LastUse;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code MYC_API_TOKEN_USE}: the last use of a token by one resource server. The database removes it with the
 * token's row.
 */
@Entity
@Table(name = "MYC_API_TOKEN_USE")
@IdClass(TokenUseEntity.Key.class)
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields
class TokenUseEntity {

    @Id
    @Column(name = "TOKEN_ID", length = 36)
    private String tokenId;

    /** The SHA-256 of {@link #usedBy}, which no collation alters. */
    @Id
    @Column(name = "CLIENT_KEY", length = 64)
    private String clientKey;

    @Column(name = "USED_BY", length = 255, nullable = false)
    private String usedBy;

    /** In milliseconds since the epoch. */
    @Column(name = "USED_AT", nullable = false)
    private long usedAt;

    LastUse toModel() {
        return new LastUse(usedBy, Instant.ofEpochMilli(usedAt));
    }

    /** The key of a row. */
    @SuppressWarnings({"NullAway.Init", "serial"}) // Hibernate sets the fields
    static class Key implements Serializable {

        private String tokenId;
        private String clientKey;

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && tokenId.equals(key.tokenId) && clientKey.equals(key.clientKey);
        }

        @Override
        public int hashCode() {
            return Objects.hash(tokenId, clientKey);
        }
    }
}
