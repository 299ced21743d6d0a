package io.mycli.keycloak.apitoken.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
        assertThat(changed.hasChangedSince("token-2", begin)).isFalse();
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
        realm.pending.put("2", realm.signal("token-2"));
        await(() -> changed.hasChangedSince("token-2", begin));
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

        realm.pending.put("1", realm.signal("token-1"));
        realm.answerPollsWith(200);
        await(() -> changed.hasChangedSince("token-1", begin));
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
                new SignalVerifier(realm.endpoints().keys(), realm.endpoints().issuer(), "catalog-server"),
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
