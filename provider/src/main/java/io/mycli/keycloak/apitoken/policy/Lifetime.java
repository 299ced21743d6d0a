package io.mycli.keycloak.apitoken.policy;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lifetime of a token as text: {@code 12h}, {@code 30d}, {@code 4w}, {@code 1y}. A year is 365 days. Lifetimes of
 * the same duration are equal.
 *
 * @param text as written
 * @param duration positive, at most 100 years
 */
public record Lifetime(String text, Duration duration) implements Comparable<Lifetime> {

    private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,9})([hdwy])");
    private static final Duration MAX_OVERLAP = Duration.ofDays(7);
    private static final Duration MAX = Duration.ofDays(365L * 100);

    /** Reads a lifetime; empty if the text is invalid, zero or longer than 100 years. */
    public static Optional<Lifetime> parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Duration duration = unit(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)));
        return duration.isZero() || duration.compareTo(MAX) > 0
                ? Optional.empty()
                : Optional.of(new Lifetime(text, duration));
    }

    /**
     * Reads the overlap of a rotation, in which both secrets are valid: {@code 0} to {@code 7d}; empty if the text is
     * invalid.
     */
    public static Optional<Duration> parseOverlap(String text) {
        return text.equals("0")
                ? Optional.of(Duration.ZERO)
                : parse(text).map(Lifetime::duration).filter(overlap -> overlap.compareTo(MAX_OVERLAP) <= 0);
    }

    private static Duration unit(String letter) {
        return switch (letter) {
            case "h" -> Duration.ofHours(1);
            case "d" -> Duration.ofDays(1);
            case "w" -> Duration.ofDays(7);
            default -> Duration.ofDays(365);
        };
    }

    @Override
    public int compareTo(Lifetime other) {
        return duration.compareTo(other.duration);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Lifetime lifetime && duration.equals(lifetime.duration);
    }

    @Override
    public int hashCode() {
        return duration.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
