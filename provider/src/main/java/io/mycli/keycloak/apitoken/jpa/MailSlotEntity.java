package io.mycli.keycloak.apitoken.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * A row of {@code MYC_API_TOKEN_MAIL}: the time before which no other mail of its kind is sent, in milliseconds since
 * the epoch.
 */
@Entity
@Table(name = "MYC_API_TOKEN_MAIL")
class MailSlotEntity {

    /** A hash that {@link MailSlots} computes. */
    @Id
    @Column(name = "ID", length = 64)
    private String id;

    @Column(name = "NEXT_AT", nullable = false)
    private long nextAt;

    @SuppressWarnings("NullAway.Init") // Hibernate sets the fields
    protected MailSlotEntity() {}

    MailSlotEntity(String id, long nextAt) {
        this.id = id;
        this.nextAt = nextAt;
    }
}
