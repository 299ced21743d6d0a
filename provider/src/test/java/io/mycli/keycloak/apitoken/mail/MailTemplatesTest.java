package io.mycli.keycloak.apitoken.mail;

import static org.assertj.core.api.Assertions.assertThat;

import freemarker.cache.FileTemplateLoader;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.StringTemplateLoader;
import freemarker.cache.TemplateLoader;
import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.theme.beans.MessageFormatterMethod;

/** Each mail in each language and form, put together by FreeMarker as Keycloak does it, but for the frame around it. */
class MailTemplatesTest {

    private static final Path RESOURCES = Path.of("src/main/resources/theme-resources");
    private static final List<String> MAILS = List.of("created", "rotated", "expiring", "expired", "revoked", "leaked");

    private static final Pattern FILE = Pattern.compile("messages_(\\w+)\\.properties");

    static Stream<Arguments> mails() throws IOException {
        List<String> languages = languages();
        return MAILS.stream().flatMap(mail -> languages.stream().map(language -> Arguments.of(mail, language)));
    }

    private static List<String> languages() throws IOException {
        try (Stream<Path> files = Files.list(RESOURCES.resolve("messages"))) {
            return files.map(file -> FILE.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(file -> file.group(1))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("mails")
    void textNamesTheTokens(String mail, String language) throws IOException, TemplateException {
        String text = mail("text", mail, language, 7);

        assertThat(text)
                .contains(quoted("- %s (myc_3f12c4...)", language, "A & B"))
                .contains("Acme");
        assertThat(text).doesNotContain("apiToken", "{0}", "{1}", "<p>");
    }

    @ParameterizedTest
    @MethodSource("mails")
    void htmlNamesTheTokensAndEscapesThem(String mail, String language) throws IOException, TemplateException {
        String html = mail("html", mail, language, 7);

        assertThat(html)
                .contains(quoted("<li>%s (myc_3f12c4...)\n<br>", language, "A &amp; B"))
                .contains("Acme");
        assertThat(html).doesNotContain("apiToken", "{0}", "{1}");
    }

    @ParameterizedTest
    @MethodSource("mails")
    void othersAreCounted(String mail, String language) throws IOException, TemplateException {
        String more = messages(language).getProperty("apiTokenOthers").replace("{0}", "1200");

        assertThat(mail("text", mail, language, 7)).doesNotContain("more\n", "weitere:", more.replace("1200", "0"));
        assertThat(mail("text", mail, language, 7, 1200)).contains("- " + more);
        assertThat(mail("html", mail, language, 7, 1200)).contains("<li>" + more + "</li>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | may: everything you may do",
                "de | darf: alles, was Sie dürfen",
            })
    void fullAccess(String language, String line) throws IOException, TemplateException {
        assertThat(mail("text", "created", language, 7))
                .contains("\n  " + line + "\n")
                .doesNotContain("only at");
        assertThat(mail("html", "created", language, 7))
                .contains("<br>" + line + "\n")
                .doesNotContain("nur bei");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | may: nothing (no roles) | only at: none",
                "de | darf: nichts (keine Rollen) | nur bei: keinem Dienst",
            })
    void emptyChoice(String language, String may, String onlyAt) throws IOException, TemplateException {
        Map<String, Object> token = token(List.of(), 0);

        assertThat(mail("text", language, token)).contains("  " + may + "\n  " + onlyAt + "\n");
        assertThat(mail("html", language, token)).contains("<br>" + may + "\n<br>" + onlyAt + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | may: A%s, b/c and 5 more | only at: A%s, b/c and 5 more",
                "de | darf: A%s, b/c und 5 weitere | nur bei: A%s, b/c und 5 weitere",
            })
    void chosenNames(String language, String may, String onlyAt) throws IOException, TemplateException {
        Map<String, Object> token = token(List.of("A<${x}{0}", "b/c"), 5);

        assertThat(mail("text", language, token))
                .contains("  " + may.formatted("<${x}{0}") + "\n  " + onlyAt.formatted("<${x}{0}") + "\n");
        assertThat(mail("html", language, token))
                .contains("<br>" + may.formatted("&lt;${x}{0}") + "\n<br>" + onlyAt.formatted("&lt;${x}{0}") + "\n");
    }

    /** Returns a token with these roles and resource servers, and others. */
    private static Map<String, Object> token(List<String> names, int others) {
        return Map.of(
                "name",
                "A & B",
                "prefix",
                "myc_3f12c4",
                "hasAllRoles",
                false,
                "roles",
                names,
                "otherRoles",
                others,
                "hasAudience",
                true,
                "audience",
                names,
                "otherAudience",
                others);
    }

    private static String quoted(String format, String language, String name) throws IOException {
        Properties messages = messages(language);
        return format.formatted(
                messages.getProperty("apiTokenOpeningQuote") + name + messages.getProperty("apiTokenClosingQuote"));
    }

    @ParameterizedTest
    @CsvSource({"en, \u201CA & B\u201D", "de, \u201EA & B\u201C", "fr, \u00AB\u00A0A & B\u00A0\u00BB"})
    void quotesAreThoseOfTheLanguage(String language, String name) throws IOException, TemplateException {
        assertThat(mail("text", "created", language, 7)).contains("- " + name + " (");
    }

    @Test
    void expiryIsCountedInDays() throws IOException, TemplateException {
        assertThat(mail("text", "expiring", "en", 14)).startsWith("Within 14 days,");
        assertThat(mail("text", "expiring", "en", 1)).startsWith("Within a day,");
        assertThat(mail("text", "expiring", "de", 1)).startsWith("Innerhalb eines Tages");
        assertThat(subject("Expiring", "en", 1)).isEqualTo("Your API token expires tomorrow");
        assertThat(subject("Expiring", "de", 7)).isEqualTo("Ihr API-Token läuft in 7 Tagen ab");
    }

    @Test
    void eachMailHasItsSubject() throws IOException {
        for (String mail : MAILS) {
            assertThat(messages("en"))
                    .containsKey(
                            "apiToken" + mail.substring(0, 1).toUpperCase(Locale.ROOT) + mail.substring(1) + "Subject");
        }
    }

    private static String subject(String mail, String language, int days) throws IOException {
        return MessageFormat.format(messages(language).getProperty("apiToken" + mail + "Subject"), days);
    }

    private static String mail(String form, String mail, String language, int days)
            throws IOException, TemplateException {
        return mail(form, mail, language, days, 0);
    }

    private static String mail(String form, String mail, String language, int days, int others)
            throws IOException, TemplateException {
        Map<String, Object> full =
                Map.of("name", "A & B", "prefix", "myc_3f12c4", "hasAllRoles", true, "hasAudience", false);
        return mail(form, mail, language, days, others, full);
    }

    private static String mail(String form, String language, Map<String, Object> token)
            throws IOException, TemplateException {
        return mail(form, "created", language, 7, 0, token);
    }

    private static String mail(
            String form, String mail, String language, int days, int others, Map<String, Object> token)
            throws IOException, TemplateException {
        StringTemplateLoader frame = new StringTemplateLoader();
        frame.putTemplate("template.ftl", "<#macro emailLayout><html><#nested></html></#macro>");
        File folder = RESOURCES.resolve("templates").resolve(form).toFile();
        Configuration freeMarker = new Configuration(Configuration.VERSION_2_3_32);
        freeMarker.setTemplateLoader(
                new MultiTemplateLoader(new TemplateLoader[] {new FileTemplateLoader(folder), frame}));
        freeMarker.setOutputFormat(HTMLOutputFormat.INSTANCE);
        StringWriter out = new StringWriter();
        freeMarker
                .getTemplate("api-token-" + mail + ".ftl")
                .process(
                        Map.of(
                                "msg",
                                new MessageFormatterMethod(
                                        Locale.forLanguageTag(language.replace('_', '-')), messages(language)),
                                "realmName",
                                "Acme",
                                "link",
                                "https://id.example.com/realms/acme/account/content/api-tokens",
                                "days",
                                days,
                                "others",
                                others,
                                "tokens",
                                List.of(token)),
                        out);
        return out.toString();
    }

    private static Properties messages(String language) throws IOException {
        Properties messages = new Properties();
        try (Reader reader =
                Files.newBufferedReader(RESOURCES.resolve("messages/messages_" + language + ".properties"))) {
            messages.load(reader);
        }
        return messages;
    }
}
