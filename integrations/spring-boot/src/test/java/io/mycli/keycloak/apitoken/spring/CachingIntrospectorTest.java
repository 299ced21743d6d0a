package io.mycli.keycloak.apitoken.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OAuth2IntrospectionException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

class CachingIntrospectorTest {

    private final AtomicLong nanos = new AtomicLong();
    private volatile Instant now = Instant.now();
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };
    private final AtomicInteger asked = new AtomicInteger();
    private final ChangedTokens changed = new ChangedTokens(CachingIntrospector.MAX_KEPT, nanos::get);
    private final Statistics statistics = new Statistics();
    private OpaqueTokenIntrospector keycloak = token -> apiToken("id", Duration.ofMinutes(5));

    @Test
    void answerIsKeptUntilItsExp() {
        CachingIntrospector introspector = introspector();
        OAuth2AuthenticatedPrincipal first = introspector.introspect("myc_a");

        assertThat(introspector.introspect("myc_a")).isSameAs(first);
        pass(Duration.ofMinutes(4));
        assertThat(introspector.introspect("myc_a")).isSameAs(first);
        assertThat(asked).hasValue(1);
        assertThat(statistics.keptAnswers()).isEqualTo(2);
        pass(Duration.ofMinutes(2));
        introspector.introspect("myc_a");
        assertThat(asked).hasValue(2);
    }

    @Test
    void noAnswerIsKeptForLongerThanTenMinutes() {
        keycloak = token -> apiToken("id", Duration.ofDays(1));
        CachingIntrospector introspector = introspector();
        introspector.introspect("myc_a");

        pass(Duration.ofMinutes(11));
        introspector.introspect("myc_a");

        assertThat(asked).hasValue(2);
    }

    @Test
    void answersOfTokensAreApart() {
        CachingIntrospector introspector = introspector();

        assertThat(introspector.introspect("myc_a")).isNotSameAs(introspector.introspect("myc_b"));
    }

    @Test
    void answerAboutJwtIsNotKept() {
        keycloak = token -> principal(
                Map.of("sub", "alice", "jti", "x", "exp", Instant.now().plusSeconds(300)));
        CachingIntrospector introspector = introspector();

        introspector.introspect("ey.ey.x");
        introspector.introspect("ey.ey.x");

        assertThat(asked).hasValue(2);
    }

    @Test
    void answerWithoutExpIsNotKept() {
        keycloak = token -> principal(Map.of("sub", "alice", "jti", "x", "token_name", "ci"));
        CachingIntrospector introspector = introspector();

        introspector.introspect("myc_a");
        introspector.introspect("myc_a");

        assertThat(asked).hasValue(2);
    }

    @Test
    void rejectionIsNotKept() {
        keycloak = token -> {
            throw new BadOpaqueTokenException("inactive");
        };
        CachingIntrospector introspector = introspector();

        assertThatThrownBy(() -> introspector.introspect("myc_a")).isInstanceOf(BadOpaqueTokenException.class);
        keycloak = token -> apiToken("id", Duration.ofMinutes(5));
        introspector.introspect("myc_a");

        assertThat(asked).hasValue(2);
    }

    /** A valid token is never rejected for it: the failure is none of the token's. */
    @Test
    void outageEndsNoKeptAnswer() {
        CachingIntrospector introspector = introspector();
        introspector.introspect("myc_a");
        keycloak = token -> {
            throw new OAuth2IntrospectionException("away");
        };

        introspector.introspect("myc_a");
        pass(Duration.ofMinutes(6));

        assertThatThrownBy(() -> introspector.introspect("myc_a"))
                .isInstanceOf(OAuth2IntrospectionException.class)
                .isNotInstanceOf(BadOpaqueTokenException.class);
    }

    @Test
    void signalEndsTheAnswerOfItsToken() {
        keycloak = token -> apiToken(token, Duration.ofMinutes(5));
        CachingIntrospector introspector = introspector();
        introspector.introspect("a");
        introspector.introspect("b");

        changed.add("a");
        introspector.introspect("a");
        introspector.introspect("b");

        assertThat(asked).hasValue(3);
    }

    /** It can be here before each node of Keycloak knows of the change. */
    @Test
    void noAnswerIsKeptForMinuteAfterSignal() {
        CachingIntrospector introspector = introspector();
        changed.add("id");
        pass(Duration.ofSeconds(59));
        introspector.introspect("myc_a");
        introspector.introspect("myc_a");
        assertThat(asked).hasValue(2);

        pass(Duration.ofSeconds(2));
        introspector.introspect("myc_a");
        introspector.introspect("myc_a");
        assertThat(asked).hasValue(3);
    }

    /** As after a machine was suspended, whose ticker stands still. */
    @Test
    void timeOfDayEndsAnAnswer() {
        CachingIntrospector introspector = introspector();
        introspector.introspect("myc_a");

        now = now.plus(Duration.ofMinutes(6));
        introspector.introspect("myc_a");

        assertThat(asked).hasValue(2);
    }

    /** Its {@code jti} is not the id of the API token, which alone signals name. */
    @Test
    void answerAboutDerivedJwtIsNotKept() {
        keycloak = token -> principal(Map.of(
                "sub", "alice", "jti", "x", "token_name", "ci", "api_token_id", "id", "exp", now.plusSeconds(300)));
        CachingIntrospector introspector = introspector();

        introspector.introspect("no-dots");
        introspector.introspect("no-dots");

        assertThat(asked).hasValue(2);
    }

    @Test
    void distrustEndsAllAnswers() {
        CachingIntrospector introspector = introspector();
        introspector.introspect("myc_a");

        changed.distrustAll();
        introspector.introspect("myc_a");

        assertThat(asked).hasValue(2);
    }

    /** The answer may be older than the revocation. */
    @Test
    void answerThatSignalOvertookIsNotUsedAgain() {
        keycloak = token -> {
            changed.add("id");
            return apiToken("id", Duration.ofMinutes(5));
        };
        CachingIntrospector introspector = introspector();
        introspector.introspect("myc_a");
        keycloak = token -> {
            throw new BadOpaqueTokenException("inactive");
        };

        assertThatThrownBy(() -> introspector.introspect("myc_a")).isInstanceOf(BadOpaqueTokenException.class);
    }

    /** So many signals that some are forgotten: then no answer from before counts. */
    @Test
    void forgottenSignalsEndAllAnswers() {
        CachingIntrospector introspector = introspector();
        introspector.introspect("myc_a");

        IntStream.range(0, 110_000).forEach(i -> changed.add("other-" + i));
        introspector.introspect("myc_a");

        assertThat(asked).hasValue(2);
    }

    @Test
    void requestsAtOnceShareAnIntrospection() throws Exception {
        CountDownLatch all = new CountDownLatch(1);
        keycloak = token -> {
            await(all);
            return apiToken("id", Duration.ofMinutes(5));
        };

        assertThat(atOnce(introspector(), "myc_a", all::countDown)).hasSize(8).doesNotContainNull();

        assertThat(asked).hasValue(1);
    }

    /** Who waits for an answer that a signal overtakes asks anew. */
    @Test
    void requestThatJoinedAsksAfterSignal() throws Exception {
        CountDownLatch all = new CountDownLatch(1);
        keycloak = token -> {
            await(all);
            return apiToken("id", Duration.ofMinutes(5));
        };

        atOnce(introspector(), "myc_a", () -> {
            changed.add("id");
            all.countDown();
        });

        assertThat(asked).hasValue(8);
    }

    /** A failure is that of one request. */
    @Test
    void requestsAtOnceShareNoRejection() {
        CountDownLatch all = new CountDownLatch(1);
        keycloak = token -> {
            await(all);
            throw new BadOpaqueTokenException("inactive");
        };

        assertThatThrownBy(() -> atOnce(introspector(), "myc_a", all::countDown))
                .hasCauseInstanceOf(BadOpaqueTokenException.class);

        assertThat(asked).hasValue(8);
    }

    /** Asks in eight threads, and does something once all of them wait. */
    private static List<OAuth2AuthenticatedPrincipal> atOnce(
            CachingIntrospector introspector, String token, Runnable whenWaiting) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(8);
        List<Thread> threads = new CopyOnWriteArrayList<>();
        try {
            List<Future<OAuth2AuthenticatedPrincipal>> answers = IntStream.range(0, 8)
                    .mapToObj(i -> executor.submit(() -> {
                        threads.add(Thread.currentThread());
                        return introspector.introspect(token);
                    }))
                    .toList();
            while (threads.stream()
                            .filter(thread -> thread.getState() == Thread.State.WAITING)
                            .count()
                    < 8) {
                Thread.onSpinWait();
            }
            whenWaiting.run();
            List<OAuth2AuthenticatedPrincipal> results = new ArrayList<>();
            ExecutionException failure = null;
            for (Future<OAuth2AuthenticatedPrincipal> answer : answers) {
                try {
                    results.add(answer.get());
                } catch (ExecutionException e) {
                    failure = e;
                }
            }
            if (failure != null) {
                throw failure;
            }
            return results;
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void numberOfAnswersIsBounded() {
        keycloak = token -> apiToken(token, Duration.ofMinutes(5));
        CachingIntrospector introspector = introspector();

        IntStream.range(0, 10_000).forEach(i -> introspector.introspect("token-" + i));

        assertThat(introspector.cleanedSize()).isLessThanOrEqualTo(100);
    }

    private CachingIntrospector introspector() {
        return new CachingIntrospector(
                token -> {
                    asked.incrementAndGet();
                    return keycloak.introspect(token);
                },
                changed,
                100,
                Duration.ofMinutes(1),
                statistics,
                nanos::get,
                clock);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static OAuth2AuthenticatedPrincipal apiToken(String id, Duration left) {
        return principal(Map.of(
                "sub",
                "alice",
                "jti",
                id,
                "token_name",
                "ci",
                "exp",
                Instant.now().plus(left)));
    }

    private static OAuth2AuthenticatedPrincipal principal(Map<String, Object> claims) {
        return new DefaultOAuth2AuthenticatedPrincipal("alice", claims, List.of());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
