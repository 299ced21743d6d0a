package io.mycli.keycloak.apitoken.admin;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.ApiTokenState;
import io.mycli.keycloak.apitoken.policy.EndingPolicy;
import io.mycli.keycloak.apitoken.representation.AdminApiTokenRepresentation;
import io.mycli.keycloak.apitoken.representation.ApiTokenRepresentation;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Tokens as administrators see them, with their owners' names. */
final class AdminView {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Optional<Instant> notBefore;
    private final Instant now = Instant.ofEpochMilli(Time.currentTimeMillis());

    /** For one request: a page often has several tokens of one owner. */
    private final Map<String, Optional<UserModel>> owners = new HashMap<>();

    AdminView(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
        this.notBefore = EndingPolicy.of(realm).notBefore();
    }

    /** Null for one who is gone. */
    UserModel owner(ApiTokenModel token) {
        return owner(token.ownerId());
    }

    /** Null for one who is gone. */
    UserModel owner(String ownerId) {
        return owners.computeIfAbsent(
                        ownerId, id -> Optional.ofNullable(session.users().getUserById(realm, id)))
                .orElse(null);
    }

    AdminApiTokenRepresentation of(ApiTokenModel token) {
        UserModel owner = owner(token);
        return new AdminApiTokenRepresentation(
                ApiTokenRepresentation.of(token, now),
                token.ownerId(),
                owner == null ? null : owner.getUsername(),
                state(token).text(),
                ApiTokenRepresentation.iso(token.revokedAt()));
    }

    /** What is older than the realm's not-before is revoked, though its row may not say so yet. */
    private ApiTokenState state(ApiTokenModel token) {
        if (token.isRevoked() || notBefore.filter(token.issuedAt()::isBefore).isPresent()) {
            return ApiTokenState.REVOKED;
        }
        return token.isExpired(now) ? ApiTokenState.EXPIRED : ApiTokenState.LIVE;
    }
}
