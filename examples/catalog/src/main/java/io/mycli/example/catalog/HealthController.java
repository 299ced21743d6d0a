package io.mycli.example.catalog;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** That this server takes requests; it says nothing of Keycloak. For scripts that wait for it. */
@RestController
final class HealthController {

    @GetMapping("/health")
    HealthRepresentation health() {
        return new HealthRepresentation("UP");
    }

    record HealthRepresentation(String status) {}
}
