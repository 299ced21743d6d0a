package io.mycli.keycloak.apitoken.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is committed of the page, so that building the JAR needs no Node. */
class AssetsTest {

    private static final Path THEME = Path.of("src/main/resources/theme/api-tokens/account");
    private static final Path ADMIN = Path.of("src/main/resources/api-tokens-admin");

    @Test
    void pageIsSmall() throws IOException {
        assertThat(gzipped(page(".js"))).isLessThanOrEqualTo(80_000);
        assertThat(gzipped(page(".css"))).isLessThanOrEqualTo(15_000);
    }

    @Test
    void nameOfThePageIsThatOfItsContent() throws IOException, NoSuchAlgorithmException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(Files.readAllBytes(page(".js")));
        sha256.update(Files.readAllBytes(page(".css")));

        assertThat(styles())
                .isEqualTo("content/api-tokens-"
                        + HexFormat.of().formatHex(sha256.digest()).substring(0, 12)
                        + ".css");
    }

    /** Browsers have the old one for 30 days. If it must change, its URL has to change too: give it another name. */
    @ParameterizedTest
    @CsvSource({
        "api-tokens.js, 491d8845894149b4d63f97557daa4ad00f673a3804dea248ea5ba130fcf79a1b",
        "api-tokens-popstate.js, 60cd1e8b86cafe5ea3e8b7a30901763714a586ca4ecca7072d8ee0a587afa8a6",
    })
    void fileIsWhatBrowsersHaveAlready(String name, String sha256) throws IOException, NoSuchAlgorithmException {
        byte[] file = Files.readAllBytes(THEME.resolve("resources/content").resolve(name));

        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file)))
                .isEqualTo(sha256);
    }

    @Test
    void nothingElseIsCommitted() throws IOException {
        try (Stream<Path> files = Files.list(THEME.resolve("resources/content"))) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrderElementsOf(List.of(
                            "api-tokens.js",
                            "api-tokens-popstate.js",
                            page(".js").getFileName().toString(),
                            page(".css").getFileName().toString()));
        }
    }

    @Test
    void administratorsPageIsSmallForOneThatBringsAllItNeeds() throws IOException {
        Properties files = new Properties();
        try (InputStream stream = Files.newInputStream(ADMIN.resolve("files.properties"))) {
            files.load(stream);
        }

        List<String> names = new ArrayList<>(List.of(files.getProperty("script"), files.getProperty("style")));
        int page = 0;
        for (String name : names) {
            page += gzipped(ADMIN.resolve(name));
        }
        for (String language : files.getProperty("texts").split(",", -1)) {
            names.add(language);
            assertThat(page + gzipped(ADMIN.resolve(language))).as(language).isLessThanOrEqualTo(250_000);
        }
        names.add("files.properties");
        try (Stream<Path> committed = Files.list(ADMIN)) {
            assertThat(committed.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(names);
        }
    }

    private static Path page(String extension) throws IOException {
        return THEME.resolve("resources").resolve(styles().replace(".css", extension));
    }

    private static String styles() throws IOException {
        Properties properties = new Properties();
        try (InputStream stream = Files.newInputStream(THEME.resolve("theme.properties"))) {
            properties.load(stream);
        }
        return properties.getProperty("styles");
    }

    private static int gzipped(Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            Files.copy(file, gzip);
        }
        return bytes.size();
    }
}
