package io.mycli.keycloak.apitoken.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The texts of the pages and mails: all there, in each language, and none too many. */
class MessagesTest {

    private static final Path MESSAGES = Path.of("src/main/resources/theme/api-tokens/account/messages");
    private static final Path ADMIN = Path.of("src/main/ts/admin");
    private static final Path MAILS = Path.of("../provider/src/main/resources/theme-resources/messages");
    private static final String END = "apiTokensEnd_";
    private static final String ALERT = "apiTokensAlert_";
    private static final String ERROR = "apiTokensError_";
    private static final String REJECTION = "adminRejection_";
    private static final Path PROVIDER = Path.of("../provider/src/main/java/io/mycli/keycloak/apitoken");
    private static final Pattern FILE = Pattern.compile("messages_(\\w+)\\.properties");
    private static final Pattern KEY = Pattern.compile("\"(apiTokens\\w*)\"");
    private static final Pattern ADMIN_KEY = Pattern.compile("\"(admin[A-Z]\\w*)\"");
    private static final Pattern ADMIN_PREFIX = Pattern.compile("`(admin\\w+_)\\$");
    private static final Pattern VALUE = Pattern.compile("\\{\\{(\\w+)}}|\\{(\\d)[,}]");

    @Test
    void eachLanguageHasAllThreeFiles() throws IOException {
        assertThat(languages(MESSAGES))
                .contains("en", "de", "es", "fr", "it", "ja", "pt_BR")
                .isEqualTo(languages(ADMIN))
                .isEqualTo(languages(MAILS));
    }

    @Test
    void eachLanguageHasTheTextsOfEnglish() throws IOException {
        for (Path folder : List.of(MESSAGES, ADMIN, MAILS)) {
            for (String language : languages(folder)) {
                requireSameTexts(messages(folder, "en"), messages(folder, language));
            }
        }
    }

    /** By this text the account console's page knows in which language it is, and so whose dates it shows. */
    @Test
    void eachLanguageNamesItself() throws IOException {
        for (String language : languages(MESSAGES)) {
            assertThat(messages(MESSAGES, language).getProperty("apiTokensLanguage"))
                    .isEqualTo(language.replace('_', '-'));
        }
    }

    private static void requireSameTexts(Properties english, Properties other) {
        assertThat(english).isNotEmpty();
        assertThat(other.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(values(other.getProperty(key))).as(key).isEqualTo(values(english.getProperty(key)));
        }
    }

    /** The server's sentences are written for those who call its API, and are English. */
    @Test
    void eachErrorOfTheOwnersApiHasAText() throws IOException {
        Set<String> codes = new TreeSet<>();
        String enumeration = Files.readString(PROVIDER.resolve("error/ErrorCode.java"));
        Matcher code = Pattern.compile("^ {4}([A-Z_]+)\\(\\d{3}\\)[,;]$", Pattern.MULTILINE)
                .matcher(enumeration);
        while (code.find()) {
            codes.add(ERROR + code.group(1));
        }
        // What no request of the page can lead to.
        codes.remove(ERROR + "INVALID_POLICY");
        codes.remove(ERROR + "JWT_REQUIRED");
        codes.remove(ERROR + "PAYLOAD_TOO_LARGE");
        codes.remove(ERROR + "POLICY_CHANGED");
        codes.remove(ERROR + "TOO_MANY_REQUESTS");
        codes.remove(ERROR + "UNSUPPORTED_MEDIA_TYPE");
        codes.remove(ERROR + "USER_NOT_FOUND");

        assertThat(codes).hasSizeGreaterThan(15);
        assertThat(messages(MESSAGES, "en").stringPropertyNames()).containsAll(codes);
    }

    @Test
    void pageUsesTheTextsThatThereAre() throws IOException {
        Set<String> used = new TreeSet<>(Set.of("apiTokens"));
        try (Stream<Path> sources = Files.walk(Path.of("src/main/ts"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                Matcher key = KEY.matcher(Files.readString(source));
                while (key.find()) {
                    used.add(key.group(1));
                }
            }
        }
        Set<String> texts = messages(MESSAGES, "en").stringPropertyNames();

        assertThat(texts).containsAll(used);
        assertThat(texts.stream()
                        .filter(key -> !key.startsWith(ERROR) && !key.startsWith(END) && !key.startsWith(ALERT)))
                .isSubsetOf(used);
    }

    /** PatternFly's variants, of which our pages use these. */
    @Test
    void everyKindOfAlertHasText() throws IOException {
        assertThat(messages(MESSAGES, "en").stringPropertyNames().stream().filter(key -> key.startsWith(ALERT)))
                .containsExactlyInAnyOrder(ALERT + "success", ALERT + "info", ALERT + "warning", ALERT + "danger");
    }

    /** Keycloak has some of them in languages that our pages do not speak. */
    @Test
    void noTextIsKeycloaks() throws IOException {
        Pattern other = Pattern.compile("\\bt\\(\"(?!apiTokens|admin)\\w+\"");
        try (Stream<Path> sources = Files.walk(Path.of("src/main/ts"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(source)).as(source.toString()).doesNotContainPattern(other);
            }
        }
    }

    /** Of {@code EndReason} in {@code api-token.ts}, and one for none. */
    @Test
    void everyReasonOfAnEndHasText() throws IOException {
        assertThat(messages(MESSAGES, "en").stringPropertyNames().stream().filter(key -> key.startsWith(END)))
                .containsExactlyInAnyOrder(
                        END + "expired",
                        END + "owner",
                        END + "token",
                        END + "administrator",
                        END + "leaked",
                        END + "not_before",
                        END + "unknown");
    }

    /** The codes of {@code AcceptanceCheck}: those of an introspection, and one of its own. */
    @Test
    void everyReasonOfRejectionHasText() throws IOException {
        Set<String> codes = new TreeSet<>(Set.of(REJECTION + "cannot_introspect"));
        for (String source : List.of("admin/AcceptanceCheck.java", "verification/ApiTokenVerifier.java")) {
            Pattern.compile("RejectionReason\\.([A-Z_]+)\\b")
                    .matcher(Files.readString(PROVIDER.resolve(source)))
                    .results()
                    .forEach(reason -> codes.add(REJECTION + reason.group(1).toLowerCase(Locale.ROOT)));
        }

        assertThat(codes).hasSizeGreaterThan(15);
        assertThat(messages(ADMIN, "en").stringPropertyNames().stream().filter(key -> key.startsWith(REJECTION)))
                .containsExactlyInAnyOrderElementsOf(codes);
    }

    @Test
    void textsOfWrongNumbersNameTheirRange() throws IOException {
        assertThat(Files.readString(PROVIDER.resolve("policy/SettingType.java")))
                .contains("[0-9]{1,9}", "at most 999999999");
        for (String language : languages(ADMIN)) {
            Properties texts = messages(ADMIN, language);
            for (String number : List.of("maxPerUser", "recentLoginSeconds", "inactivityDays")) {
                assertThat(texts.getProperty("adminWrong_" + number).replaceAll("\\D", ""))
                        .as("%s in %s", number, language)
                        .isEqualTo("0999999999");
            }
        }
    }

    @Test
    void administratorsPageUsesTheTextsThatThereAre() throws IOException {
        Set<String> used = new TreeSet<>();
        Set<String> prefixes = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(ADMIN)) {
            for (Path source :
                    sources.filter(file -> file.toString().contains(".ts")).toList()) {
                String code = Files.readString(source);
                ADMIN_KEY.matcher(code).results().forEach(key -> used.add(key.group(1)));
                ADMIN_PREFIX.matcher(code).results().forEach(prefix -> prefixes.add(prefix.group(1)));
            }
        }
        Set<String> texts = messages(ADMIN, "en").stringPropertyNames();

        assertThat(texts).containsAll(used);
        assertThat(texts.stream().filter(key -> key.startsWith("admin")))
                .allMatch(key -> used.contains(key.replaceAll("(One|Title)$", ""))
                        || used.contains(key)
                        || prefixes.contains(key.replaceAll("_.*", "_")));
    }

    private static Set<String> values(String text) {
        return VALUE.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> languages(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> FILE.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(file -> file.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Properties messages(Path folder, String language) throws IOException {
        Properties messages = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve("messages_" + language + ".properties"))) {
            messages.load(reader);
        }
        return messages;
    }
}
