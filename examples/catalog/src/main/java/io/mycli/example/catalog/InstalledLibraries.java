package io.mycli.example.catalog;

import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The libraries of each profile. A profile belongs to its owner: {@code team-a} of two users are two profiles. So no
 * user can put a script where a build of another user runs it.
 */
@Component
final class InstalledLibraries {

    private final JdbcClient jdbc;

    InstalledLibraries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns the names of a profile's libraries, in order. */
    List<String> of(String owner, Profile profile) {
        return jdbc.sql("select library from installed_library where owner = ? and profile = ? order by library")
                .params(owner, profile.name())
                .query(String.class)
                .list();
    }

    /**
     * Adds a library. It inserts without a look-up, because two parallel requests would both find nothing.
     *
     * @return false if the profile has it already
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
