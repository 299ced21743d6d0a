package io.mycli.keycloak.apitoken.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycli.keycloak.apitoken.tests.support.server.DistributionServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long a token that was revoked on one node lives on another that has it cached. */
final class Revocations {

    private final BenchRealm realm;
    private final List<DistributionServer> nodes;

    Revocations(BenchRealm realm, List<DistributionServer> nodes) {
        this.realm = realm;
        this.nodes = nodes;
    }

    /**
     * From the answer to the revocation on the first node to the end of the first question about it that the second
     * refuses, that question included.
     */
    List<Duration> times(String username, int count) {
        String jwt = realm.login(username);
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            times.add(time(jwt, "revocation " + i));
        }
        return times;
    }

    private Duration time(String jwt, String name) {
        JsonNode token = realm.createToken(jwt, name);
        String form = "token=" + token.path("token").asText();
        for (int i = 0; i < 3; i++) {
            for (DistributionServer node : nodes) {
                if (!isActive(node, form)) {
                    throw new IllegalStateException("A live token was refused");
                }
            }
        }
        realm.revoke(jwt, token.path("id").asText());
        long revoked = System.nanoTime();
        while (isActive(nodes.get(1), form)) {
            if (System.nanoTime() - revoked > Duration.ofMinutes(1).toNanos()) {
                throw new IllegalStateException("A revoked token is accepted after a minute");
            }
        }
        Duration time = Duration.ofNanos(System.nanoTime() - revoked);
        if (isActive(nodes.get(0), form)) {
            throw new IllegalStateException("A revoked token was accepted where it was revoked");
        }
        return time;
    }

    private boolean isActive(DistributionServer node, String form) {
        return realm.introspect(node.baseUrl(), form).path("active").asBoolean();
    }
}
