package io.mycli.keycloak.apitoken.admin;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.policy.ApiTokenPolicy;
import io.mycli.keycloak.apitoken.policy.Lifetime;
import io.mycli.keycloak.apitoken.policy.UtcTime;
import io.mycli.keycloak.apitoken.representation.PolicyEnforcementRepresentation;
import io.mycli.keycloak.apitoken.transaction.TransactionRetry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The enforcement of a longest lifetime: the tokens of a realm that expire later than it allows. */
final class PolicyEnforcement {

    private static final int BATCH = 500;

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Duration longest;
    private final boolean onlyUnending;

    private PolicyEnforcement(KeycloakSession session, RealmModel realm, Duration longest, boolean onlyUnending) {
        this.session = session;
        this.realm = realm;
        this.longest = longest;
        this.onlyUnending = onlyUnending;
    }

    /** Returns the enforcement of the policy: of its longest lifetime, or of its default one if tokens must expire; empty if it has neither. */
    static Optional<PolicyEnforcement> by(KeycloakSession session, RealmModel realm, ApiTokenPolicy policy) {
        return policy.maxLifetime()
                .map(longest -> to(session, realm, longest))
                .or(() -> policy.defaultLifetime()
                        .filter(it -> policy.isExpiryRequired())
                        .map(it -> new PolicyEnforcement(session, realm, it.duration(), true)));
    }

    static PolicyEnforcement to(KeycloakSession session, RealmModel realm, Lifetime longest) {
        return new PolicyEnforcement(session, realm, longest.duration(), false);
    }

    long count() {
        return tokens(session).countOverlong(realm, longest, onlyUnending);
    }

    List<ApiTokenModel> list(@Nullable String after, int max) {
        return max == 0 ? List.of() : list(session, after, max);
    }

    private List<ApiTokenModel> list(KeycloakSession in, @Nullable String after, int max) {
        return tokens(in).getOverlong(realm, longest, onlyUnending, after, max);
    }

    private static ApiTokenProvider tokens(KeycloakSession in) {
        return in.getProvider(ApiTokenProvider.class);
    }

    /** Returns when a token would expire, counted from when its secret was issued; it may be in the past. */
    Instant expiryOf(ApiTokenModel token) {
        return token.issuedAt().truncatedTo(ChronoUnit.SECONDS).plus(longest);
    }

    /** Shortens the tokens in transactions of a few hundred. After an interruption, the next run does the rest. */
    PolicyEnforcementRepresentation run() {
        Instant now = UtcTime.now();
        int shortened = 0;
        int ended = 0;
        List<ApiTokenModel> batch = nextBatch(null);
        while (!batch.isEmpty()) {
            Map<String, Instant> expiryOfId =
                    batch.stream().collect(Collectors.toMap(ApiTokenModel::id, this::expiryOf));
            shortened += tokens(session).shorten(realm, expiryOfId);
            ended += (int) expiryOfId.values().stream()
                    .filter(expiry -> !expiry.isAfter(now))
                    .count();
            batch = nextBatch(batch.get(batch.size() - 1).id());
        }
        return new PolicyEnforcementRepresentation(shortened, ended);
    }

    private List<ApiTokenModel> nextBatch(@Nullable String after) {
        return TransactionRetry.runAfter(session, own -> list(own, after, BATCH));
    }
}
