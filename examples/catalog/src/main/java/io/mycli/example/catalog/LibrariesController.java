package io.mycli.example.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The published libraries: the same for all callers. */
@RestController
@RequestMapping("/v1")
final class LibrariesController {

    private final PublishedLibraries published;
    private final CatalogRoles roles;

    LibrariesController(PublishedLibraries published, CatalogRoles roles) {
        this.published = published;
        this.roles = roles;
    }

    @GetMapping("/libraries")
    Libraries libraries() {
        return new Libraries(
                published.all().stream().map(Library::withoutScripts).toList());
    }

    @GetMapping("/scripts/{sha256}")
    ResponseEntity<String> script(BearerTokenAuthentication authentication, @PathVariable("sha256") String sha256) {
        roles.require(authentication, CatalogRoles.DEPLOYER);
        String script = published.script(sha256).orElseThrow(CatalogException::scriptNotFound);
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, UTF_8))
                .body(script);
    }

    record Libraries(List<Library> libraries) {}
}
