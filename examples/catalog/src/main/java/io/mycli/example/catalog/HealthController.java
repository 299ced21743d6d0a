package io.mycli.example.catalog;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The health of this server, without Keycloak's, for scripts that wait for its start. */
@RestController
final class HealthController {

    @GetMapping("/health")
    HealthRepresentation health() {
        return new HealthRepresentation("UP");
    }

    record HealthRepresentation(String status) {}
}
