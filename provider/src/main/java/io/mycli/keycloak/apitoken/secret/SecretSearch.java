package io.mycli.keycloak.apitoken.secret;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The search for the secrets in a pasted text: a log line, JSON, a URL. */
final class SecretSearch {

    private final Pattern candidate;

    /**
     * Creates a search for secrets of one tag.
     *
     * @param start the tag and its underscore
     */
    SecretSearch(String start) {
        this.candidate = Pattern.compile(
                Pattern.quote(start) + "[0-9A-Za-z]{" + SecretDetector.MIN_DIGITS + ",}", Pattern.CASE_INSENSITIVE);
    }

    /**
     * Returns what looks like a secret, each once and in order, with the secret if form and checksum are correct. Case,
     * percent-encoding, and letters directly before or behind it do not matter.
     */
    Map<String, Optional<ApiTokenSecret>> find(String text, SecretFormat format) {
        Map<String, Optional<ApiTokenSecret>> found = new LinkedHashMap<>();
        Matcher matcher = candidate.matcher(SecretDetector.decode(text));
        while (matcher.find()) {
            String run = matcher.group().toLowerCase(Locale.ROOT);
            String beginning = run.substring(0, Math.min(run.length(), format.length()));
            Optional<ApiTokenSecret> secret = format.parse(beginning);
            found.putIfAbsent(secret.isPresent() ? beginning : run, secret);
        }
        return found;
    }
}
