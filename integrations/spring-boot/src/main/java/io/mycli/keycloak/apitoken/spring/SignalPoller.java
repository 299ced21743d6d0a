package io.mycli.keycloak.apitoken.spring;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.security.oauth2.jwt.BadJwtException;

/**
 * Polls signals (RFC 8936) with an access token of this resource server's service account. All instances of a resource
 * server share a stream: a signal is acknowledged a minute after it came, so that each instance has seen it by then. One
 * that was away for long, or has more signals waiting than a poll brings, trusts no kept answer.
 */
final class SignalPoller implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SignalPoller.class);

    private static final int MAX_SIGNALS = 1000;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** The time before its end when an access token is not used any more. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    /**
     * The endpoints and the client.
     *
     * @param acknowledgeAfter how long each instance has for seeing a signal
     */
    record Settings(
            URI pollUrl,
            URI tokenUrl,
            String clientId,
            String clientSecret,
            Duration interval,
            Duration acknowledgeAfter) {

        /** Without the secret. */
        @Override
        public String toString() {
            return clientId + " at " + pollUrl;
        }
    }

    private record Bearer(String token, Instant end) {

        /** Without the token. */
        @Override
        public String toString() {
            return "until " + end;
        }
    }

    private final Settings settings;
    private final SignalVerifier verifier;
    private final ChangedTokens changed;
    private final Statistics statistics;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    /** The signals that are not acknowledged yet, by id, with the time when they came first. */
    private final Map<String, Instant> seen = new HashMap<>();

    private List<String> toAcknowledge = List.of();

    private @Nullable Bearer bearer;

    private volatile @Nullable ScheduledExecutorService executor;

    private final Instant created = Instant.now();

    /** The time of the last poll that succeeded; null if none did. */
    private volatile @Nullable Instant lastPoll;

    /** Null if there is none. */
    private volatile @Nullable Instant problemSince;

    private Optional<Boolean> isProblemLogged = Optional.empty();

    private boolean isLastSignalValid = true;

    SignalPoller(Settings settings, SignalVerifier verifier, ChangedTokens changed, Statistics statistics) {
        this.settings = settings;
        this.verifier = verifier;
        this.changed = changed;
        this.statistics = statistics;
    }

    /** Returns since when no signals are received; null if they are. A poll that hangs counts, too. */
    @Nullable
    Instant failingSince() {
        Instant last = lastPoll;
        if (last == null) {
            return created;
        }
        boolean isLate = last.isBefore(Instant.now().minus(settings.interval()).minus(TIMEOUT.multipliedBy(3)));
        return problemSince == null && isLate ? last : problemSince;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // pollAndReport throws nothing
    public void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "keycloak-api-tokens-signals");
            thread.setDaemon(true);
            return thread;
        });
        started.scheduleWithFixedDelay(
                this::pollAndReport, 0, settings.interval().toMillis(), TimeUnit.MILLISECONDS);
        executor = started;
    }

    @Override
    public void stop() {
        ScheduledExecutorService running = executor;
        if (running != null) {
            running.shutdownNow();
            executor = null;
        }
    }

    @Override
    public boolean isRunning() {
        return executor != null;
    }

    private void pollAndReport() {
        try {
            poll();
            Instant last = lastPoll;
            lastPoll = Instant.now();
            if (last == null
                    || last.isBefore(lastPoll.minus(settings.acknowledgeAfter().dividedBy(2)))) {
                // Another instance may have acknowledged meanwhile what this one has not seen.
                changed.distrustAll();
            }
            report(isLastSignalValid ? null : "the last signal is not of this realm, or not for this client");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) { // what is thrown here would end the polls, and nobody would know
            // The class only: a message may repeat a response.
            report(e instanceof PollException ? e.getMessage() : e.getClass().getName());
        }
    }

    /** Logs the begin and the end of a problem. */
    private void report(@Nullable String problem) {
        if (problem == null) {
            if (!isProblemLogged.equals(Optional.of(false))) {
                log.info("Receiving signals about API tokens of Keycloak");
            }
            problemSince = null;
            isProblemLogged = Optional.of(false);
        } else {
            if (problemSince == null) {
                problemSince = Instant.now();
            }
            if (!isProblemLogged.equals(Optional.of(true))) {
                log.warn("No signals about API tokens: {}. Kept answers end with their exp.", problem);
            }
            isProblemLogged = Optional.of(true);
        }
    }

    /** Polls once. */
    private void poll() throws IOException, InterruptedException, ParseException {
        Map<String, Object> answer = send(HttpRequest.newBuilder(settings.pollUrl())
                .header("Authorization", "Bearer " + bearer())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSONObjectUtils.toJSONString(Map.of(
                        "returnImmediately", true, "maxEvents", MAX_SIGNALS, "ack", List.copyOf(toAcknowledge))))));
        seen.keySet().removeAll(toAcknowledge);
        toAcknowledge = List.of();
        Map<String, Object> signals = JSONObjectUtils.getJSONObject(answer, "sets");
        if (signals != null) {
            for (Map.Entry<String, Object> signal : signals.entrySet()) {
                receive(signal.getKey(), String.valueOf(signal.getValue()));
            }
        }
        if (Boolean.TRUE.equals(answer.get("moreAvailable"))) {
            // Those that wait behind are not known yet.
            changed.distrustAll();
        }
        Instant due = Instant.now().minus(settings.acknowledgeAfter());
        toAcknowledge = seen.entrySet().stream()
                .filter(signal -> signal.getValue().isBefore(due))
                .map(Map.Entry::getKey)
                .limit(MAX_SIGNALS)
                .toList();
    }

    /** Receives a signal, unless it came before. One that cannot be verified for want of keys comes again. */
    private void receive(String id, String signal) {
        if (seen.containsKey(id)) {
            return;
        }
        try {
            verifier.changedToken(signal).ifPresent(changed::add);
            statistics.signal(true);
            isLastSignalValid = true;
        } catch (BadJwtException e) {
            statistics.signal(false);
            isLastSignalValid = false;
        }
        seen.put(id, Instant.now());
    }

    private String bearer() throws IOException, InterruptedException, ParseException {
        Bearer current = bearer;
        if (current == null || Instant.now().isAfter(current.end())) {
            String client = URLEncoder.encode(settings.clientId(), UTF_8) + ":"
                    + URLEncoder.encode(settings.clientSecret(), UTF_8);
            Map<String, Object> answer = send(HttpRequest.newBuilder(settings.tokenUrl())
                    .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(client.getBytes(UTF_8)))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("grant_type=client_credentials&scope=ssf.read")));
            current = new Bearer(
                    JSONObjectUtils.getString(answer, "access_token"),
                    Instant.now()
                            .plusSeconds(JSONObjectUtils.getLong(answer, "expires_in"))
                            .minus(MARGIN));
            bearer = current;
        }
        return current.token();
    }

    private Map<String, Object> send(HttpRequest.Builder request)
            throws IOException, InterruptedException, ParseException {
        HttpResponse<String> response = http.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            bearer = null;
            throw new PollException(response.uri().getPath() + " answered " + response.statusCode());
        }
        return JSONObjectUtils.parse(response.body());
    }

    /** A response other than 200. */
    private static final class PollException extends IOException {

        private static final long serialVersionUID = 1;

        private PollException(String message) {
            super(message);
        }
    }
}
