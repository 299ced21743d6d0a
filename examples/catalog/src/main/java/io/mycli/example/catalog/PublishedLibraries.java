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

/** The libraries that can be installed. They come with the server; the API cannot add any. */
@Component
final class PublishedLibraries {

    private final Map<String, Library> byName = new TreeMap<>();
    private final Map<String, String> scripts;

    /** @param files pattern of the {@code library.json} files */
    PublishedLibraries(@Value("${catalog.libraries}") String files) throws IOException {
        for (Resource file : new PathMatchingResourcePatternResolver().getResources(files)) {
            Library library = LibraryReader.read(file);
            if (byName.put(library.name(), library) != null) {
                throw new IllegalStateException(
                        file.getDescription() + " repeats the name \"" + library.name() + "\".");
            }
        }
        // Two commands may have the same script.
        scripts = byName.values().stream()
                .flatMap(library -> library.commands().stream())
                .collect(Collectors.toMap(Command::sha256, Command::script, (script, same) -> script));
    }

    /** Returns all libraries, by name. */
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
