package io.mycli.example.catalog;

import java.util.Optional;
import java.util.regex.Pattern;

/** The name of a set of libraries. */
record Profile(String name) {

    private static final String DEFAULT = "default";
    private static final int LONGEST = 63;
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    Profile {
        if (name.length() > LONGEST || !SLUG.matcher(name).matches()) {
            throw CatalogException.invalidProfile();
        }
    }

    /**
     * The profile of a request. That of a token wins over the one that is asked for: who holds the token is meant to
     * see no other.
     *
     * @param requested may be null
     */
    static Profile of(Caller caller, String requested) {
        return new Profile(caller.apiToken()
                .map(ApiToken::profile)
                .or(() -> Optional.ofNullable(requested))
                .orElse(DEFAULT));
    }
}
