package io.mycli.example.catalog;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** Everything that can be installed. Curated: it comes with the server, and nobody uploads anything. */
@Component
final class PublishedLibraries {

    private final Map<String, Library> byName = new TreeMap<>();
    private final Map<String, String> scripts;

    /** @param files pattern of the {@code library.json} files */
    PublishedLibraries(@Value("${catalog.libraries}") String files) throws IOException {
        for (Resource file : new PathMatchingResourcePatternResolver().getResources(files)) {
            Library library = new LibraryFolder(file).read();
            if (byName.put(library.name(), library) != null) {
                throw new InvalidLibraryException(
                        "There are two libraries \"" + library.name() + "\" at " + files + ".");
            }
        }
        if (byName.isEmpty()) {
            throw new InvalidLibraryException("There is no library at " + files + ".");
        }
        // Two commands may have the same script.
        scripts = byName.values().stream()
                .flatMap(library -> library.commands().stream())
                .collect(Collectors.toMap(Command::sha256, Command::script, (one, same) -> one));
    }

    /** By name. */
    Collection<Library> all() {
        return byName.values();
    }

    Optional<Library> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Optional<String> script(String sha256) {
        return Optional.ofNullable(scripts.get(sha256));
    }
}
