package io.mycli.keycloak.apitoken.admin;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.policy.ApiTokenPolicy;
import io.mycli.keycloak.apitoken.policy.Lifetime;
import io.mycli.keycloak.apitoken.representation.PolicyEnforcementRepresentation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Which tokens of a realm end too late by a rule, and when they would end by it. */
final class Shortening {

    private static final int BATCH = 500;

    private final ApiTokenProvider tokens;
    private final RealmModel realm;
    private final Duration longest;
    private final boolean onlyUnending;

    private Shortening(KeycloakSession session, RealmModel realm, Duration longest, boolean onlyUnending) {
        this.tokens = session.getProvider(ApiTokenProvider.class);
        this.realm = realm;
        this.longest = longest;
        this.onlyUnending = onlyUnending;
    }

    /** To the longest lifetime; where the rules know none but want tokens to end, to the default one. */
    static Optional<Shortening> by(KeycloakSession session, RealmModel realm, ApiTokenPolicy policy) {
        return policy.maxLifetime()
                .map(longest -> to(session, realm, longest))
                .or(() -> policy.defaultLifetime()
                        .filter(it -> policy.isExpiryRequired())
                        .map(it -> new Shortening(session, realm, it.duration(), true)));
    }

    static Shortening to(KeycloakSession session, RealmModel realm, Lifetime longest) {
        return new Shortening(session, realm, longest.duration(), false);
    }

    long count() {
        return tokens.countOverlong(realm, longest, onlyUnending);
    }

    List<ApiTokenModel> list(String after, int max) {
        return max == 0 ? List.of() : tokens.getOverlong(realm, longest, onlyUnending, after, max);
    }

    /** Counted from when its secret was minted, so it may be long ago. */
    Instant expiryOf(ApiTokenModel token) {
        return token.mintedAt().truncatedTo(ChronoUnit.SECONDS).plus(longest);
    }

    /** A few hundred tokens to a transaction. If it is interrupted, the next run does the rest. */
    PolicyEnforcementRepresentation run() {
        Instant now = Instant.ofEpochMilli(Time.currentTimeMillis());
        int shortened = 0;
        int ended = 0;
        List<ApiTokenModel> batch = list(null, BATCH);
        while (!batch.isEmpty()) {
            Map<String, Instant> expiryOfId =
                    batch.stream().collect(Collectors.toMap(ApiTokenModel::id, this::expiryOf));
            shortened += tokens.shorten(realm, expiryOfId);
            ended += (int) expiryOfId.values().stream()
                    .filter(expiry -> !expiry.isAfter(now))
                    .count();
            batch = list(batch.get(batch.size() - 1).id(), BATCH);
        }
        return new PolicyEnforcementRepresentation(shortened, ended);
    }
}
