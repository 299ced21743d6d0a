package io.mycli.example.catalog;

import java.util.Optional;
import java.util.regex.Pattern;

/** The name of a set of libraries. */
record Profile(String name) {

    private static final String DEFAULT = "default";
    private static final int MAX_LENGTH = 63;
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    Profile {
        if (name.length() > MAX_LENGTH || !SLUG.matcher(name).matches()) {
            throw CatalogException.invalidProfile();
        }
    }

    /**
     * Returns the profile of a request. The profile of an API token takes precedence: the token is scoped to it.
     *
     * @param requested may be null
     * @throws CatalogException if the name is invalid
     */
    static Profile of(Caller caller, String requested) {
        return new Profile(caller.apiToken()
                .map(ApiToken::profile)
                .or(() -> Optional.ofNullable(requested))
                .orElse(DEFAULT));
    }
}
