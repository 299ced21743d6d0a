package io.mycli.example.catalog;

import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The caller, as the introspection describes it. */
@RestController
final class MeController {

    @GetMapping("/v1/me")
    CallerRepresentation me(BearerTokenAuthentication authentication) {
        return CallerRepresentation.of(Caller.of(authentication));
    }
}
