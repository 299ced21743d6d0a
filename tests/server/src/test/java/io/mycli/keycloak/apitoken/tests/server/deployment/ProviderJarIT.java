package io.mycli.keycloak.apitoken.tests.server.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What an operator is asked to put into a server. */
class ProviderJarIT {

    private static final int KIBIBYTE = 1024;

    private final Path jar = Path.of(System.getProperty("kc.provider.jar"));

    /** Five sixths are classes, an eighth the names and headers of all entries, 8 KiB the OpenAPI description. */
    @Test
    void hasAtMost544Kibibytes() throws IOException {
        assertThat(Files.size(jar)).isLessThanOrEqualTo(544 * KIBIBYTE);
    }

    @Test
    void hasNoClassOfOthers() throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            List<String> classes = file.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .toList();

            assertThat(classes)
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(name).startsWith("io/mycli/keycloak/apitoken/"));
            assertThat(file.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".jar")))
                    .isEmpty();
        }
    }
}
