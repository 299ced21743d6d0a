package io.mycli.keycloak.apitoken.admin;

import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.http.Responses;
import io.mycli.keycloak.apitoken.policy.EndingPolicy;
import io.mycli.keycloak.apitoken.representation.NotBeforeProgressRepresentation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The realm's not-before for API tokens: tokens issued earlier are inactive at once, and a task revokes their rows. */
public final class NotBeforeResource {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissions rights;
    private final AdminEvents events;

    NotBeforeResource(KeycloakSession session, RealmModel realm, AdminPermissions rights, AdminEvents events) {
        this.session = session;
        this.realm = realm;
        this.rights = rights;
        this.events = events;
    }

    /** Returns the not-before, and how many rows the task has still to revoke. */
    @GET
    @Path("")
    public Response get() {
        return Responses.of(session, () -> {
            rights.requireViewAll();
            Optional<Instant> notBefore = EndingPolicy.of(realm).notBefore();
            return Responses.ok(new NotBeforeProgressRepresentation(
                    notBefore.map(Instant::toString).orElse(null),
                    notBefore.map(time -> tokens().countNotRevoked(realm, time)).orElse(0L)));
        });
    }

    /** Sets the not-before. */
    @PUT
    @Path("")
    public Response put(InputStream body) {
        return Responses.of(session, () -> {
            rights.requireManageRealm();
            rights.requireManageAll();
            return Responses.ok(NotBeforeUpdate.read(session, realm, body).set(tokens(), events));
        });
    }

    private ApiTokenProvider tokens() {
        return session.getProvider(ApiTokenProvider.class);
    }
}
