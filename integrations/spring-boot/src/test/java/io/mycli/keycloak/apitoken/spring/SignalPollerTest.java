package io.mycli.keycloak.apitoken.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.client.RestTemplate;

class SignalPollerTest {

    private final Realm realm = new Realm();
    private final ChangedTokens changed = new ChangedTokens(Duration.ofMinutes(10), System::nanoTime);
    private final Statistics statistics = new Statistics();
    private final long begin = System.nanoTime();
    private SignalPoller poller;

    SignalPollerTest() throws IOException {}

    @AfterEach
    void close() {
        poller.stop();
        realm.close();
    }

    @Test
    void changedTokenIsRemembered() {
        realm.pending.put("1", realm.signal("token-1"));
        start(Duration.ofMinutes(1));

        await(() -> changed.hasChangedSince("token-1", begin));
        await(() -> poller.failingSince() == null);
        long later = System.nanoTime();
        realm.pending.put("2", realm.signal("token-2"));
        await(() -> changed.hasChangedSince("token-2", later));
        assertThat(changed.hasChangedSince("token-1", later)).isFalse();
        assertThat(realm.tokensGiven).hasValue(1);
    }

    /** Another instance of the resource server has to see it, too. */
    @Test
    void signalIsAcknowledgedLaterAndCountedOnce() {
        realm.pending.put("1", realm.signal("token-1"));
        start(Duration.ofMillis(300));

        await(() -> realm.acknowledged.contains("1"));

        assertThat(realm.acknowledged).containsOnlyOnce("1");
        assertThat(statistics.validSignals()).isEqualTo(1);
    }

    @Test
    void invalidSignalStopsNoOther() {
        realm.pending.put("1", "no signal");
        start(Duration.ofMillis(1));

        await(() -> realm.acknowledged.contains("1"));
        await(() -> poller.failingSince() != null);
        long later = System.nanoTime();
        realm.pending.put("2", realm.signal("token-2"));
        await(() -> changed.hasChangedSince("token-2", later));
        await(() -> poller.failingSince() == null);
        assertThat(statistics.rejectedSignals()).isEqualTo(1);
    }

    @Test
    void failureIsKnownAndEnds() {
        start(Duration.ofMinutes(1));
        await(() -> poller.failingSince() == null);

        realm.answerPollsWith(503);
        await(() -> poller.failingSince() != null);
        assertThat(new SignalsStatus(poller).details())
                .containsEntry("signals", "failing")
                .containsKey("since");

        long later = System.nanoTime();
        realm.pending.put("1", realm.signal("token-1"));
        realm.answerPollsWith(200);
        await(() -> changed.hasChangedSince("token-1", later));
        await(() -> poller.failingSince() == null);
        assertThat(new SignalsStatus(poller).details()).containsEntry("signals", "received");
    }

    @Test
    void rejectedAccessTokenIsReplaced() {
        realm.answerPollsWith(401);
        start(Duration.ofMinutes(1));

        await(() -> realm.tokensGiven.get() > 1);
        realm.answerPollsWith(200);

        await(() -> poller.failingSince() == null);
    }

    /** What waits behind is not known, so no kept answer is trusted. */
    @Test
    void moreSignalsThanFitEndAllAnswers() {
        start(Duration.ofMinutes(1));
        await(() -> poller.failingSince() == null);
        long later = System.nanoTime();

        realm.hasMore(true);

        await(() -> changed.hasChangedSince("any", later));
    }

    /** As after a pause: another instance may have acknowledged what this one has not seen. */
    @Test
    void pauseEndsAllAnswers() {
        start(Duration.ofMillis(400));
        await(() -> poller.failingSince() == null);
        realm.answerPollsWith(503);
        await(() -> poller.failingSince() != null);
        Instant end = Instant.now().plusMillis(300);
        await(() -> Instant.now().isAfter(end));
        long later = System.nanoTime();

        realm.answerPollsWith(200);

        await(() -> changed.hasChangedSince("any", later));
    }

    /** Keycloak rejects a longer list. */
    @Test
    void acknowledgesNoMoreThanThousandAtOnce() {
        IntStream.range(0, 1500).forEach(i -> realm.pending.put("signal-" + i, "no signal"));
        start(Duration.ofMillis(1));

        await(() -> realm.pending.isEmpty());

        assertThat(realm.longestList).hasValue(1000);
    }

    @Test
    void settingsDoNotShowTheSecret() {
        start(Duration.ofMinutes(1));

        assertThat(settings(Duration.ZERO).toString())
                .contains("catalog-server")
                .doesNotContain("s3cret");
    }

    private SignalPoller.Settings settings(Duration acknowledgeAfter) {
        return new SignalPoller.Settings(
                URI.create(realm.url() + "/poll"),
                URI.create(realm.endpoints().token()),
                "catalog-server",
                "s3cret",
                Duration.ofMillis(20),
                acknowledgeAfter);
    }

    private void start(Duration acknowledgeAfter) {
        poller = new SignalPoller(
                settings(acknowledgeAfter),
                new SignalVerifier(
                        new RestTemplate(),
                        realm.endpoints().keys(),
                        realm.endpoints().issuer(),
                        "catalog-server"),
                changed,
                statistics);
        poller.start();
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plusSeconds(30);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.onSpinWait();
        }
    }
}
