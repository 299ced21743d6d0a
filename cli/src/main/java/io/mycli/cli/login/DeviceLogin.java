package io.mycli.cli.login;

import com.google.gson.JsonObject;
import io.mycli.cli.CliException;
import io.mycli.cli.Json;
import io.mycli.cli.http.ConnectionFailure;
import io.mycli.cli.http.ErrorResponse;
import io.mycli.cli.http.Http;
import io.mycli.cli.http.Request;
import io.mycli.cli.http.ServerResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The device authorization grant (RFC 8628), with PKCE. */
final class DeviceLogin {

    private static final long DEFAULT_INTERVAL_SECONDS = 5;
    private static final long SLOW_DOWN_SECONDS = 5;
    private static final Set<String> NO_SUCH_CLIENT = Set.of("invalid_client", "unauthorized_client");
    private static final long MAX_INTERVAL_SECONDS = 60;

    private final OpenIdConfiguration realm;
    private final String clientId;
    private final Http http;
    private final Consumer<String> say;
    private final Pkce pkce = Pkce.create();

    DeviceLogin(OpenIdConfiguration realm, String clientId, Http http, Consumer<String> say) {
        this.realm = realm;
        this.clientId = clientId;
        this.http = http;
        this.say = say;
    }

    /** Prints the code, and waits for its confirmation. */
    TokenResponse logIn() {
        ServerResponse answer = http.send(Request.form(
                realm.deviceAuthorizationEndpoint(),
                Map.of(
                        "client_id",
                        clientId,
                        "scope",
                        "openid",
                        "code_challenge",
                        pkce.challenge(),
                        "code_challenge_method",
                        "S256")));
        if (answer.rejection()
                .map(ErrorResponse::code)
                .filter(NO_SUCH_CLIENT::contains)
                .isPresent()) {
            throw new CliException(
                    "The realm has no client " + clientId + " with device login.",
                    "Ask an administrator to create it (docs/use/cli.md), or use another: --client-id ID");
        }
        JsonObject device = answer.object();
        String deviceCode = answer.required(device, "device_code");
        String userCode = answer.required(device, "user_code");
        String page = Optional.ofNullable(Json.text(device, "verification_uri_complete"))
                .orElseGet(() -> answer.required(device, "verification_uri"));
        say.accept("Open this page in a browser, on any machine:\n\n    " + page + "\n");
        say.accept("and confirm the code " + userCode + ". Waiting; Ctrl-C cancels.");
        return poll(
                deviceCode,
                Json.number(device, "interval", DEFAULT_INTERVAL_SECONDS),
                System.nanoTime()
                        + Duration.ofSeconds(Json.number(device, "expires_in", 600))
                                .toNanos());
    }

    private TokenResponse poll(String deviceCode, long firstInterval, long deadline) {
        long interval = Math.max(1, firstInterval);
        boolean reachable = true;
        while (true) {
            pause(interval);
            if (System.nanoTime() - deadline > 0) {
                throw expired();
            }
            Optional<ServerResponse> answer = ask(deviceCode);
            if (answer.isEmpty()) {
                // RFC 8628 section 3.5: exponential backoff.
                interval = Math.min(MAX_INTERVAL_SECONDS, interval * 2);
                if (reachable) {
                    say.accept("The server does not answer at the moment; still trying.");
                }
                reachable = false;
                continue;
            }
            reachable = true;
            if (answer.get().isSuccess()) {
                return TokenResponse.of(answer.get());
            }
            interval += pendingSeconds(answer.get());
        }
    }

    /** Asks for the state of the code; empty if the server does not answer. */
    private Optional<ServerResponse> ask(String deviceCode) {
        try {
            ServerResponse answer = http.send(Request.form(
                    realm.tokenEndpoint(),
                    Map.of(
                            "grant_type",
                            "urn:ietf:params:oauth:grant-type:device_code",
                            "device_code",
                            deviceCode,
                            "client_id",
                            clientId,
                            "code_verifier",
                            pkce.verifier())));
            return answer.status() >= 500 || answer.status() == 429 ? Optional.empty() : Optional.of(answer);
        } catch (ConnectionFailure e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the seconds to add to the interval.
     *
     * @throws CliException if the code cannot be confirmed any more
     */
    private static long pendingSeconds(ServerResponse answer) {
        return switch (answer.rejection().map(ErrorResponse::code).orElse("")) {
            case "authorization_pending" -> 0;
            case "slow_down" -> SLOW_DOWN_SECONDS;
            case "access_denied" ->
                throw new CliException("The login was rejected in the browser.", "Try again: my cli login");
            case "expired_token" -> throw expired();
            default -> throw answer.failure();
        };
    }

    private static CliException expired() {
        return new CliException("The code was not confirmed in time.", "Try again: my cli login");
    }

    private static void pause(long seconds) {
        try {
            Thread.sleep(Duration.ofSeconds(seconds).toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
