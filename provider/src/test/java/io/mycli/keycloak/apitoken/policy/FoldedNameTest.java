package io.mycli.keycloak.apitoken.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldedNameTest {

    private static final Pattern IGNORABLE = Pattern.compile("[" + FoldedName.IGNORABLE + "]");

    /** Format characters that Unicode takes out of Default_Ignorable_Code_Point: prepended marks, annotations, hieroglyphs. */
    private static final Pattern SHOWN_FORMATS =
            Pattern.compile("[\\u0600-\\u0605\\u06DD\\u070F\\u0890\\u0891\\u08E2\\uFFF9-\\uFFFB"
                    + "\\x{110BD}\\x{110CD}\\x{13430}-\\x{1343F}]");

    /** What Unicode adds to the format characters: variation selectors, fillers, and places kept for more. */
    private static final Pattern ADDED =
            Pattern.compile("[\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u2065\\u3164\\uFE00-\\uFE0F\\uFFA0"
                    + "\\uFFF0-\\uFFF8\\x{E0000}-\\x{E0FFF}]");

    @Test
    void namesThatLookAlikeHaveOneForm() throws IOException {
        Map<String, Integer> groupOfForm = new HashMap<>();
        List<List<String>> groups = groups();
        for (int group = 0; group < groups.size(); group++) {
            for (String name : groups.get(group)) {
                assertThat(groupOfForm.putIfAbsent(FoldedName.of(name), group))
                        .as(name)
                        .isIn(null, group);
            }
        }
        assertThat(groupOfForm).hasSameSizeAs(groups);
    }

    static List<List<String>> groups() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/alike-names.txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> Arrays.stream(line.split(" \\| "))
                        .map(FoldedNameTest::unescaped)
                        .toList())
                .toList();
    }

    private static String unescaped(String text) {
        return Pattern.compile("\\\\(?:u(\\p{XDigit}{4})|U(\\p{XDigit}{8}))")
                .matcher(text)
                .replaceAll(escape -> Character.toString(
                        Integer.parseInt(escape.group(1) == null ? escape.group(2) : escape.group(1), 16)));
    }

    @Test
    void everyCharacterHasTheFormOfItsVariants() {
        assertThat(characters()
                        .filter(Character::isDefined)
                        .filter(c -> Character.getType(c) != Character.PRIVATE_USE)
                        .filter(c -> !hasFormOfItsVariants(Character.toString(c))))
                .isEmpty();
    }

    private static boolean hasFormOfItsVariants(String character) {
        String form = FoldedName.of("a" + character + "a");
        return Stream.of(
                        character.toUpperCase(Locale.ROOT),
                        character.toLowerCase(Locale.ROOT),
                        Normalizer.normalize(character, Normalizer.Form.NFKD))
                .allMatch(variant -> FoldedName.of("a" + variant + "a").equals(form));
    }

    @Test
    void formIsItsOwnForm() {
        int[] characters =
                "i\u0130\u0131\u0307\u0345\u03a3\u03c2\u0149\u01f0\u0390\u1f80\u1fb3\ufb03\ufdfa\u00ad \u00a0"
                        .codePoints()
                        .toArray();
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            String name = random.ints(6, 0, characters.length)
                    .mapToObj(index -> Character.toString(characters[index]))
                    .reduce("", String::concat);
            String form = FoldedName.of(name);
            assertThat(FoldedName.of(form)).isEqualTo(form);
        }
    }

    /** The definition of the property in DerivedCoreProperties.txt, as far as the JDK knows its parts. */
    @Test
    void ignorablesAreThoseOfUnicode() {
        assertThat(characters()
                        .filter(c -> isIgnorable(c)
                                != IGNORABLE.matcher(Character.toString(c)).matches()))
                .isEmpty();
    }

    private static boolean isIgnorable(int c) {
        String character = Character.toString(c);
        return ADDED.matcher(character).matches()
                || (Character.getType(c) == Character.FORMAT
                        && !SHOWN_FORMATS.matcher(character).matches());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u200b",
                "\u2800",
                "\u3164",
                "\u00ad",
                "\ufe0f",
                "\udb40\udc69",
                "\u115f\u1160",
                "\uffa0",
                "\u00a0\u202f",
                "\u0301",
                "\u20dd",
                "\u180e",
                "\ufffc",
                "\u2060\ufeff",
                "\ud834\udd59",
                "\ud80d\udc41"
            })
    void invisible(String name) {
        assertThat(FoldedName.isVisible(name)).isFalse();
        assertThat(FoldedName.isVisible(name + "1" + name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "1", "-", "\u00e9", "\u4e2d", "\u0e01\u0e33", "\ud83d\ude80", "#\ufe0f\u20e3", "\u1780"})
    void visible(String name) {
        assertThat(FoldedName.isVisible(name)).isTrue();
    }

    private static IntStream characters() {
        return IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }
}
