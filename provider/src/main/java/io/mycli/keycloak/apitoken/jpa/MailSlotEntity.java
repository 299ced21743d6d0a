package io.mycli.keycloak.apitoken.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code MYC_API_TOKEN_MAIL}: before when no other mail of its kind is sent. */
@Entity
@Table(name = "MYC_API_TOKEN_MAIL")
class MailSlotEntity {

    /** {@link MailSlots} says of what this is the hash. */
    @Id
    @Column(name = "ID", length = 64)
    private String id;

    @Column(name = "NEXT_AT", nullable = false)
    private long nextAt;

    protected MailSlotEntity() {}

    MailSlotEntity(String id, long nextAt) {
        this.id = id;
        this.nextAt = nextAt;
    }
}
