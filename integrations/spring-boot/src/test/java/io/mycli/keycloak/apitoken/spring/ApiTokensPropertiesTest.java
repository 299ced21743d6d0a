package io.mycli.keycloak.apitoken.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ApiTokensPropertiesTest {

    private static final String PREFIX = "keycloak.api-tokens.";

    /** Editors complete what is in the metadata. */
    @Test
    void metadataHasEachProperty() throws Exception {
        try (InputStream file = getClass().getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            Map<String, Object> metadata = JSONObjectUtils.parse(new String(file.readAllBytes(), UTF_8));

            assertThat(Arrays.stream(JSONObjectUtils.getJSONObjectArray(metadata, "properties"))
                            .map(property -> String.valueOf(property.get("name"))))
                    .containsExactlyInAnyOrderElementsOf(names());
        }
    }

    @Test
    void pageHasEachProperty() throws Exception {
        String page = Files.readString(Path.of("../../docs/use/spring-boot-starter.md"));

        assertThat(names())
                .allSatisfy(name -> assertThat(page).contains("| `" + name.substring(PREFIX.length()) + "` |"));
    }

    private static List<String> names() {
        return names(ApiTokensProperties.class, PREFIX).toList();
    }

    private static Stream<String> names(Class<?> type, String prefix) {
        return Arrays.stream(type.getRecordComponents()).flatMap(component -> {
            String name = prefix + kebab(component);
            return component.getType().isRecord() ? names(component.getType(), name + ".") : Stream.of(name);
        });
    }

    private static String kebab(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
