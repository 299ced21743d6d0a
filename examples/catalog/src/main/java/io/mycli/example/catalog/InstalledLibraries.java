package io.mycli.example.catalog;

import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which libraries a profile has. A profile belongs to its owner: two people who both say {@code team-a} mean two
 * profiles. So nobody can put a script where somebody else, or somebody else's build, would run it.
 */
@Component
final class InstalledLibraries {

    private final JdbcClient jdbc;

    InstalledLibraries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The names, in order. */
    List<String> of(String owner, Profile profile) {
        return jdbc.sql("select library from installed_library where owner = ? and profile = ? order by library")
                .params(owner, profile.name())
                .query(String.class)
                .list();
    }

    /**
     * Adds one. Tried rather than looked up first, because two requests at once would both find nothing.
     *
     * @return false if it was there
     */
    boolean add(String owner, Profile profile, Library library) {
        try {
            jdbc.sql("insert into installed_library (owner, profile, library) values (?, ?, ?)")
                    .params(owner, profile.name(), library.name())
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }
}
