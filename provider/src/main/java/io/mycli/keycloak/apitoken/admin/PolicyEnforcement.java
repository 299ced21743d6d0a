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
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The enforcement of a longest lifetime: the tokens of a realm that expire later than it allows. */
final class PolicyEnforcement {

    private static final int BATCH = 500;
    private static final Logger logger = Logger.getLogger(PolicyEnforcement.class);

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Duration longest;
    private final boolean onlyUnending;
    private int shortened;
    private int ended;

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

    /**
     * Shortens the tokens in transactions of a few hundred, and records the event. After an interruption, whose event
     * has what was done, the next run does the rest.
     */
    PolicyEnforcementRepresentation run(AdminEvents events) {
        try {
            shorten();
        } catch (RuntimeException e) {
            recordInterrupted(events, e);
            throw e;
        }
        return recorded(session, events, shortened, ended);
    }

    /** Records the event of a policy that allows all tokens. */
    static PolicyEnforcementRepresentation none(KeycloakSession session, AdminEvents events) {
        return recorded(session, events, 0, 0);
    }

    private static PolicyEnforcementRepresentation recorded(
            KeycloakSession session, AdminEvents events, int shortened, int ended) {
        PolicyEnforcementRepresentation done = new PolicyEnforcementRepresentation(shortened, ended);
        return TransactionRetry.runAfter(session, own -> {
            events.in(own).policyEnforced(done);
            return done;
        });
    }

    private void recordInterrupted(AdminEvents events, RuntimeException failure) {
        if (shortened == 0) {
            return;
        }
        try {
            recorded(session, events, shortened, ended);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
            logger.errorf(
                    "An enforcement of the policy of realm %s was interrupted after %d tokens, and has no event",
                    realm.getName(), shortened);
        }
    }

    private void shorten() {
        Instant now = UtcTime.now();
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
    }

    private List<ApiTokenModel> nextBatch(@Nullable String after) {
        return TransactionRetry.runAfter(session, own -> list(own, after, BATCH));
    }
}
