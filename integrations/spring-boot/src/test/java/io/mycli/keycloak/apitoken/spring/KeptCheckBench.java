package io.mycli.keycloak.apitoken.spring;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;

/** Measures a check whose answer is kept; {@code bench/kept-check} runs it. No test: a figure depends on the machine. */
final class KeptCheckBench {

    private static final int TOKENS = 10_000;
    private static final int ROUNDS = 7;
    private static final int CHECKS = 2_000_000;

    private KeptCheckBench() {}

    public static void main(String[] arguments) {
        AtomicInteger asked = new AtomicInteger();
        CachingIntrospector introspector = new CachingIntrospector(
                token -> answer(token, asked.incrementAndGet()),
                new ChangedTokens(CachingIntrospector.MAX_KEPT, Ticker.systemTicker()),
                TOKENS,
                Duration.ZERO,
                new Statistics(),
                Ticker.systemTicker(),
                Clock.systemUTC());
        List<String> tokens =
                IntStream.range(0, TOKENS).mapToObj("myc_%048x"::formatted).toList();
        tokens.forEach(introspector::introspect);
        for (int round = 1; round <= ROUNDS; round++) {
            int before = asked.get();
            long start = System.nanoTime();
            for (int i = 0; i < CHECKS; i++) {
                introspector.introspect(tokens.get(i % TOKENS));
            }
            long nanos = System.nanoTime() - start;
            System.out.printf(
                    Locale.ROOT,
                    "round %d: %.2f us a check, %d requests to Keycloak in %d checks%n",
                    round,
                    nanos / 1000.0 / CHECKS,
                    asked.get() - before,
                    CHECKS);
        }
    }

    private static OAuth2AuthenticatedPrincipal answer(String name, int number) {
        return new DefaultOAuth2AuthenticatedPrincipal(
                name,
                Map.of(
                        "token_name",
                        "ci",
                        "jti",
                        "id-" + number,
                        "exp",
                        Instant.now().plus(Duration.ofMinutes(10))),
                List.of());
    }
}
