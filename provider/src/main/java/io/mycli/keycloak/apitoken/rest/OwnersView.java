package io.mycli.keycloak.apitoken.rest;

import static io.mycli.keycloak.apitoken.http.Answers.iso;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.representation.ApiTokenRepresentation;
import java.time.Instant;
import org.keycloak.common.util.Time;

/** A token as its owner sees it. */
final class OwnersView {

    private OwnersView() {}

    static ApiTokenRepresentation of(ApiTokenModel token) {
        return new ApiTokenRepresentation(
                token.id(),
                token.name(),
                token.prefix(),
                token.profile(),
                token.scope(),
                iso(token.createdAt()),
                iso(token.rotatedAt()),
                token.isOverlapping(Instant.ofEpochMilli(Time.currentTimeMillis()))
                        ? iso(token.previousValidUntil())
                        : null,
                iso(token.expiresAt()),
                iso(token.lastUsedAt()),
                token.lastUsedBy());
    }
}
