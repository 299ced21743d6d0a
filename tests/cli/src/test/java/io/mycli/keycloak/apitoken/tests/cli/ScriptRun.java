package io.mycli.keycloak.apitoken.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.MagicLinks;
import io.mycli.keycloak.apitoken.tests.support.Roles;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One script at work, in a realm and a home of its own. */
final class ScriptRun implements AutoCloseable {

    private static final Pattern DEVICE_PAGE = Pattern.compile("http\\S+user_code=\\S+");

    /** Beginnings of lines and what they mean; the first that fits counts. */
    private final List<Map.Entry<String, Action>> language = List.of(
            Map.entry("tty$ ", command -> open(command, OnTerminal.start(command, shell()))),
            Map.entry("start$ ", command -> open(command, Piped.start(command, shell()))),
            Map.entry("$ ", command -> open(command, Piped.start(command, shell()))),
            Map.entry("? ", text -> terminal().await(text)),
            Map.entry("> ", text -> terminal().type(text)),
            Map.entry("^C", ignored -> terminal().interrupt()),
            Map.entry("exit: ", this::requireExit),
            Map.entry("stdout= ", text -> assertThat(output()).isEqualTo(text)),
            Map.entry("stdout: ", pattern -> assertThat(output()).containsPattern(multiline(pattern))),
            Map.entry("no-stdout: ", pattern -> assertThat(output()).doesNotContainPattern(multiline(pattern))),
            Map.entry("stderr: ", pattern -> assertThat(errors()).containsPattern(multiline(pattern))),
            Map.entry("no-stderr: ", pattern -> assertThat(errors()).doesNotContainPattern(multiline(pattern))),
            Map.entry("screen: ", pattern -> assertThat(output()).containsPattern(multiline(pattern))),
            Map.entry("no-screen: ", pattern -> assertThat(output()).doesNotContainPattern(multiline(pattern))),
            Map.entry("raw: ", pattern -> assertThat(terminal().raw()).containsPattern(multiline(pattern))),
            Map.entry("no-raw: ", pattern -> assertThat(terminal().raw()).doesNotContainPattern(multiline(pattern))),
            Map.entry("set ", this::set),
            Map.entry("unset ", name -> shell().unset(name)),
            Map.entry("keep ", this::keep),
            Map.entry("login ", this::logIn),
            Map.entry("confirm ", username -> confirm(username, true)),
            Map.entry("deny ", username -> confirm(username, false)),
            Map.entry("browse ", this::browse),
            Map.entry("stray", ignored -> stray()),
            Map.entry("catalog", ignored -> startCatalog()),
            Map.entry("magic-link", ignored -> magicLinks = Optional.of(MagicLinks.of(realm()))),
            Map.entry("links: ", this::requireLinks),
            Map.entry("realm ", json -> realm().update(json(json))),
            Map.entry("attribute ", this::setAttribute),
            Map.entry("role ", this::giveRole),
            Map.entry(
                    "end-sessions ",
                    username ->
                            Admin.post(realm().adminPath("/users/" + realm().userId(username) + "/logout"), Map.of())));

    private final TestRealm realm;
    private final Shell shell = new Shell();
    private CatalogServer catalog;
    private Optional<MagicLinks> magicLinks = Optional.empty();
    private String command;
    private RunningCommand running;
    private boolean exitStated = true;

    ScriptRun(TestRealm realm) {
        this.realm = realm;
        shell.set("REALM", realm.name());
        shell.set("ISSUER", KeycloakServer.get().baseUrl() + "/realms/" + realm.name());
    }

    @FunctionalInterface
    private interface Action {
        void with(String rest);
    }

    void line(String line) {
        Map.Entry<String, Action> entry = language.stream()
                .filter(word -> line.startsWith(word.getKey())
                        || line.equals(word.getKey().strip()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No such line in the language of scripts"));
        String word = entry.getKey();
        entry.getValue().with(line.length() <= word.length() ? "" : shell.expanded(line.substring(word.length())));
    }

    private void open(String line, RunningCommand started) {
        requireNothingOpen();
        command = line;
        running = started;
        exitStated = false;
    }

    /** The exit code of each command is said in the script. */
    void requireNothingOpen() {
        assertThat(exitStated).as("the script says how the last command ends").isTrue();
        if (running != null) {
            running.close();
            running = null;
        }
    }

    private void requireExit(String code) {
        int exitCode = running.exitCode();
        exitStated = true;
        WholeSecrets.check(command, running);
        assertThat(exitCode).as("exit code").isEqualTo(Integer.parseInt(code.strip()));
    }

    private String output() {
        return ended().output().stripTrailing();
    }

    private String errors() {
        return ended().errors();
    }

    private RunningCommand ended() {
        assertThat(exitStated)
                .as("the exit code is stated before what was said")
                .isTrue();
        return running;
    }

    private OnTerminal terminal() {
        return (OnTerminal) running;
    }

    private Shell shell() {
        return shell;
    }

    private TestRealm realm() {
        return realm;
    }

    private static Pattern multiline(String pattern) {
        return Pattern.compile(pattern, Pattern.MULTILINE);
    }

    /** What the last command said, for whoever looks for the reason of a failure. */
    String said() {
        return running == null ? "" : running.output() + "\n--- stderr\n" + running.errors();
    }

    private void set(String assignment) {
        int equals = assignment.indexOf('=');
        shell.set(assignment.substring(0, equals), assignment.substring(equals + 1));
    }

    /** {@code keep NAME PATTERN}: what the pattern's first group found in the output. */
    private void keep(String nameAndPattern) {
        String name = nameAndPattern.substring(0, nameAndPattern.indexOf(' '));
        Matcher matcher = multiline(nameAndPattern.substring(name.length() + 1)).matcher(output());
        assertThat(matcher.find()).as(nameAndPattern).isTrue();
        shell.set(name, matcher.group(1));
    }

    private void logIn(String username) {
        shell.set("MY_ISSUER", shell.expanded("${ISSUER}"));
        line("start$ my cli login --issuer \"$ISSUER\"");
        confirm(username, true);
        requireExit("0");
    }

    private void confirm(String username, boolean yes) {
        Await.until(
                "a page for the device login is shown",
                () -> DEVICE_PAGE.matcher(running.everything()).find());
        Matcher page = DEVICE_PAGE.matcher(running.everything());
        assertThat(page.find()).isTrue();
        new DeviceConfirmation(magicLinks).answer(page.group(), username.strip(), yes);
    }

    /** Logs in on the page that {@code my cli login --web} has shown. */
    private void browse(String username) {
        new DeviceConfirmation(magicLinks).logIn(authorizationPage(), username.strip());
    }

    /** Somebody else's page sends a browser to where {@code my} waits. */
    private void stray() {
        Matcher redirect = Pattern.compile("redirect_uri=([^&]+)").matcher(authorizationPage());
        assertThat(redirect.find()).isTrue();
        String callback = URLDecoder.decode(redirect.group(1), StandardCharsets.UTF_8);
        Http.request()
                .baseUri(callback.replace("/callback", ""))
                .get("/callback?state=guessed&code=stolen")
                .then()
                .statusCode(400);
    }

    private String authorizationPage() {
        Pattern page = Pattern.compile("http\\S+response_type=code\\S+");
        Await.until(
                "a page to log in is shown",
                () -> page.matcher(running.everything()).find());
        Matcher shown = page.matcher(running.everything());
        assertThat(shown.find()).isTrue();
        return shown.group();
    }

    /** Starts the catalog; users have the roles that it requires. */
    private void startCatalog() {
        for (String user : List.of("alice", "bob")) {
            giveRole(user + " catalog-server/deployer");
            giveRole(user + " catalog-server/editor");
        }
        catalog = CatalogServer.start(realm);
        shell.set("MY_CATALOG", catalog.url());
    }

    /** {@code links: USER NUMBER}: how many links have come by mail, from the start. */
    private void requireLinks(String userAndNumber) {
        String[] words = userAndNumber.strip().split(" ", 2);
        assertThat(magicLinks.orElseThrow().links(words[0])).hasSize(Integer.parseInt(words[1]));
    }

    private void setAttribute(String nameAndValue) {
        String[] words = nameAndValue.split(" ", 2);
        realm.setAttribute(words[0], words[1]);
    }

    /** {@code role USER [CLIENT/]NAME}: creates the role if it is missing, and gives it to the user. */
    private void giveRole(String userAndRole) {
        String[] words = userAndRole.split(" ", 2);
        String[] path = words[1].split("/", 2);
        Roles roles = Roles.of(realm);
        if (path.length == 1) {
            if (!realm.admin("/roles").jsonPath().getList("name").contains(words[1])) {
                roles.realmRole(words[1]);
            }
            roles.giveTo(words[0], words[1]);
            return;
        }
        String client = "/clients/" + realm.clientUuid(path[0]) + "/roles";
        if (!realm.admin(client).jsonPath().getList("name").contains(path[1])) {
            roles.clientRole(path[0], path[1]);
        }
        roles.giveClientRoles(words[0], path[0], path[1]);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> json(String text) {
        try {
            return new ObjectMapper().readValue(text, Map.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** No secret is in a file of the home; the tokens of the login are in one file only. */
    void requireNoSecretAtHome() {
        HomeFiles.of(shell.home()).forEach((file, content) -> {
            Secrets.requireNone(file + " at home", content);
            if (!file.endsWith("credentials.json")) {
                WholeSecrets.requireNone("in " + file, content);
            }
        });
    }

    @Override
    public void close() {
        if (running != null) {
            running.close();
        }
        if (catalog != null) {
            catalog.close();
        }
        magicLinks.ifPresent(MagicLinks::close);
    }
}
