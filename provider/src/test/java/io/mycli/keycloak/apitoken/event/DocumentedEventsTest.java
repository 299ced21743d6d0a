package io.mycli.keycloak.apitoken.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keycloak.events.Details;

/** Every event, each of its details and each reason is in {@code docs/reference/events.md}, and no other one is. */
class DocumentedEventsTest {

    private static final Path PAGE = Path.of("../docs/reference/events.md");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern DETAIL = Pattern.compile("`((?:api_)?token_[a-z_]+)`");
    private static final Pattern REASON = Pattern.compile("`reason` = (`[a-z_]+`(?:, `[a-z_]+`)*)");
    private static final Pattern WORD = Pattern.compile("`([a-z_]+)`");
    private static final Pattern TYPE = Pattern.compile("`([A-Z_]+)`");
    private static final Pattern USED_TYPE = Pattern.compile("\\b(?:EventType|OperationType)\\.([A-Z_]+)");
    private static final Pattern RESOURCE_TYPE =
            Pattern.compile("String (?:TOKEN|POLICY) = \"([A-Z_]+)\"|\\bResourceType\\.(USER)\\b");

    /** What Keycloak begins before our code rejects the request. */
    private static final Set<String> OF_KEYCLOAK = Set.of("LOGIN", "TOKEN_EXCHANGE");

    /** Constants that are values, not details. */
    private static final Set<String> VALUES = Set.of("CREDENTIAL_TYPE", "LEAKED");

    @Test
    void pageHasEachDetail() throws IOException, IllegalAccessException {
        Set<String> details = new TreeSet<>(Set.of(Details.TOKEN_ID, Details.TOKEN_TYPE));
        for (var field : ApiTokenEventDetails.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && !VALUES.contains(field.getName())) {
                details.add((String) field.get(null));
            }
        }

        assertThat(matches(DETAIL, Files.readString(PAGE))).containsExactlyElementsOf(details);
    }

    @Test
    void pageHasEachReasonOfAnEnd() throws IOException {
        Set<String> reasons = new TreeSet<>(Set.of(ApiTokenEventDetails.LEAKED));
        for (EndEvents.Reason reason : EndEvents.Reason.values()) {
            reasons.add(reason.name().toLowerCase(Locale.ROOT));
        }

        Set<String> documented = new TreeSet<>();
        matches(REASON, Files.readString(PAGE)).forEach(words -> documented.addAll(matches(WORD, words)));

        assertThat(documented).containsExactlyElementsOf(reasons);
    }

    @Test
    void pageHasEachTypeOfEventAndOfAdminEvent() throws IOException {
        Set<String> sent = new TreeSet<>(OF_KEYCLOAK);
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                sent.addAll(matches(USED_TYPE, source));
                if (file.endsWith("AdminEvents.java")) {
                    sent.addAll(matches(RESOURCE_TYPE, source));
                }
            }
        }

        Set<String> documented = new TreeSet<>();
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("| ") && line.contains("`")) {
                String firstCell = line.split("\\|", 3)[1];
                matches(TYPE, firstCell).forEach(type -> documented.add(type.replaceFirst("_ERROR$", "")));
            }
        }

        assertThat(documented).containsExactlyElementsOf(sent);
    }

    private static Set<String> matches(Pattern pattern, String text) {
        Set<String> names = new TreeSet<>();
        pattern.matcher(text)
                .results()
                .forEach(match -> names.add(match.group(1) == null ? match.group(2) : match.group(1)));
        return names;
    }
}
