package io.mycli.keycloak.apitoken.spring;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the health of an application says of the signals. A failure is no reason to stop: answers end with their exp. */
final class SignalsStatus {

    private final @Nullable SignalPoller poller;

    SignalsStatus(@Nullable SignalPoller poller) {
        this.poller = poller;
    }

    Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        if (poller == null) {
            details.put("signals", "off");
        } else {
            Instant failingSince = poller.failingSince();
            details.put("signals", failingSince == null ? "received" : "failing");
            if (failingSince != null) {
                details.put("since", failingSince.toString());
                details.put("effect", "kept answers end with their exp");
            }
        }
        return details;
    }
}
