package io.mycli.keycloak.apitoken.policy;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A type of settings: the text in a realm attribute, and the value in JSON.
 *
 * @param jsonType the class of a value in JSON
 * @param problem the end of the sentence about an attribute that cannot be read
 * @param advice the sentence about a value in JSON that cannot be read
 * @param parser reads a text that is not blank; empty if the text is invalid
 * @param toJson may return null
 */
record SettingType<T>(
        Class<?> jsonType,
        String problem,
        String advice,
        Function<String, Optional<T>> parser,
        Function<T, Object> toJson) {

    private static final Pattern NINE_DIGITS = Pattern.compile("[0-9]{1,9}");
    private static final String NO_NUMBER = "is not a number";
    private static final String AT_MOST = "send at most 999999999";

    static final SettingType<Boolean> FLAG = new SettingType<>(
            Boolean.class, "is neither true nor false", "send true or false", SettingType::flag, flag -> flag);

    static final SettingType<Integer> NUMBER =
            new SettingType<>(Integer.class, NO_NUMBER, AT_MOST, SettingType::number, number -> number);

    /** A number; 0 is null in JSON. */
    static final SettingType<Integer> NUMBER_OR_NONE = new SettingType<>(
            Integer.class, NO_NUMBER, AT_MOST, SettingType::number, number -> number == 0 ? null : number);

    static final SettingType<Lifetime> LIFETIME = new SettingType<>(
            String.class,
            "is not a lifetime such as 90d",
            "send a lifetime such as 90d, at most 100y, or null",
            Lifetime::parse,
            lifetime -> lifetime == null ? null : lifetime.text());

    static final SettingType<Instant> TIME = new SettingType<>(
            String.class,
            "is not a time such as 2026-11-25T12:00:00Z",
            "send a time such as 2026-11-25T12:00:00Z",
            UtcTime::parse,
            time -> time == null ? null : time.toString());

    /** A list, separated by commas or blanks. It is sorted, so that messages and responses are always the same. */
    static final SettingType<Set<String>> LIST =
            new SettingType<>(List.class, "is not a list", "send words", SettingType::list, items -> items);

    private static Optional<Boolean> flag(String text) {
        return Optional.of(Boolean.parseBoolean(text)).filter(flag -> flag || text.equalsIgnoreCase("false"));
    }

    private static Optional<Integer> number(String text) {
        return NINE_DIGITS.matcher(text).matches() ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static Optional<Set<String>> list(String text) {
        Set<String> items = new TreeSet<>(Arrays.asList(text.split("[,\\s]+")));
        items.remove("");
        return Optional.of(Collections.unmodifiableSet(items));
    }
}
