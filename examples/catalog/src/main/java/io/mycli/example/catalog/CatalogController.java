package io.mycli.example.catalog;

import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The libraries of the caller's profile. */
@RestController
@RequestMapping("/v1/catalog")
final class CatalogController {

    private final PublishedLibraries published;
    private final InstalledLibraries installed;
    private final CatalogRoles roles;

    CatalogController(PublishedLibraries published, InstalledLibraries installed, CatalogRoles roles) {
        this.published = published;
        this.installed = installed;
        this.roles = roles;
    }

    @GetMapping
    Catalog catalog(
            BearerTokenAuthentication authentication,
            @RequestParam(name = "profile", required = false) String requested) {
        Caller caller = Caller.of(authentication);
        Profile profile = Profile.of(caller, requested);
        // A profile may have libraries that are no longer published.
        List<Library> libraries = installed.of(caller.subject(), profile).stream()
                .map(published::named)
                .flatMap(Optional::stream)
                .map(Library::withoutScripts)
                .toList();
        return new Catalog(profile.name(), libraries);
    }

    @PutMapping("/libraries/{name}")
    ResponseEntity<Installation> install(
            BearerTokenAuthentication authentication,
            @PathVariable("name") String name,
            @RequestParam(name = "profile", required = false) String requested) {
        roles.require(authentication, CatalogRoles.EDITOR);
        Caller caller = Caller.of(authentication);
        Profile profile = Profile.of(caller, requested);
        Library library = published.named(name).orElseThrow(CatalogException::libraryNotFound);
        boolean added = installed.add(caller.subject(), profile, library);
        return ResponseEntity.status(added ? HttpStatus.CREATED : HttpStatus.OK)
                .body(new Installation(profile.name(), library));
    }

    record Catalog(String profile, List<Library> libraries) {}

    record Installation(String profile, Library library) {}
}
