package io.mycli.keycloak.apitoken.admin;

import jakarta.ws.rs.Path;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** The API tokens of a realm, for those who administer it. */
public final class AdminApiTokensResource {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator auth;
    private final AdminEventBuilder event;

    AdminApiTokensResource(
            KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth, AdminEventBuilder event) {
        this.session = session;
        this.realm = realm;
        this.auth = auth;
        this.event = event;
    }

    /** What the realm's rules mean for tokens that are older than them. */
    @Path("policy")
    public PolicyResource policy() {
        return new PolicyResource(session, realm, auth, event);
    }
}
