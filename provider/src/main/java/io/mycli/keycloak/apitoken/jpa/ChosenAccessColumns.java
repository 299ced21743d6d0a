package io.mycli.keycloak.apitoken.jpa;

import io.mycli.keycloak.apitoken.ChosenAccess;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.JoinColumn;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;

/**
 * What was chosen for a token. Two columns say whether roles and audience were chosen, so that a token whose rows of
 * these are missing is not a full one.
 */
@Embeddable
class ChosenAccessColumns {

    /** Whether the token has only the roles of {@link #roleIds}. */
    @Column(name = "ROLES_CHOSEN", nullable = false)
    private boolean rolesChosen;

    @ElementCollection
    @CollectionTable(name = "MYC_API_TOKEN_ROLE", joinColumns = @JoinColumn(name = "TOKEN_ID"))
    @Column(name = "ROLE_ID", nullable = false)
    @BatchSize(size = 100)
    @OnDelete(action = OnDeleteAction.CASCADE)
    private Set<String> roleIds = new HashSet<>();

    /** Whether only the clients of {@link #audience} may accept the token. */
    @Column(name = "AUDIENCE_CHOSEN", nullable = false)
    private boolean audienceChosen;

    @ElementCollection
    @CollectionTable(name = "MYC_API_TOKEN_AUDIENCE", joinColumns = @JoinColumn(name = "TOKEN_ID"))
    @Column(name = "CLIENT_ID", nullable = false)
    @BatchSize(size = 100)
    @OnDelete(action = OnDeleteAction.CASCADE)
    private Set<String> audience = new HashSet<>();

    static ChosenAccessColumns of(ChosenAccess access) {
        ChosenAccessColumns columns = new ChosenAccessColumns();
        columns.rolesChosen = access.roleIds() != null;
        columns.audienceChosen = access.audience() != null;
        if (access.roleIds() != null) {
            columns.roleIds.addAll(access.roleIds());
        }
        if (access.audience() != null) {
            columns.audience.addAll(access.audience());
        }
        return columns;
    }

    /** Reads chosen roles and audience with SQL, so the row must not be detached. */
    ChosenAccess toModel() {
        return new ChosenAccess(rolesChosen ? Set.copyOf(roleIds) : null, audienceChosen ? Set.copyOf(audience) : null);
    }
}
