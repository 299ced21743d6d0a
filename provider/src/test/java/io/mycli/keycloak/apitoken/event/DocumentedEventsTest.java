package io.mycli.keycloak.apitoken.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keycloak.events.Details;

/** Every detail of an event is in {@code docs/reference/events.md}, and no other one is. */
class DocumentedEventsTest {

    private static final Pattern DETAIL = Pattern.compile("`((?:api_)?token_[a-z_]+)`");

    @Test
    void pageHasEachDetail() throws IOException, IllegalAccessException {
        Set<String> details = new TreeSet<>(Set.of(Details.TOKEN_ID, Details.TOKEN_TYPE));
        for (var field : ApiTokenEventDetails.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && !field.getName().equals("CREDENTIAL_TYPE")) {
                details.add((String) field.get(null));
            }
        }

        assertThat(documented()).containsExactlyElementsOf(details);
    }

    private static Set<String> documented() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("../docs/reference/events.md"))) {
            Set<String> names = new TreeSet<>();
            lines.forEach(line -> DETAIL.matcher(line).results().forEach(name -> names.add(name.group(1))));
            return names;
        }
    }
}
