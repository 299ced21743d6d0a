package io.mycli.keycloak.apitoken.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.KeycloakTest;
import io.mycli.keycloak.apitoken.tests.support.Mappers;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The scripts of {@code src/test/resources/scripts}, each in a realm and a home of its own; with {@code -Dcli.script}
 * those only whose name has one of these words, separated by commas.
 */
@KeycloakTest
@Execution(ExecutionMode.CONCURRENT)
final class ScriptsIT {

    @TestFactory
    Stream<DynamicTest> scripts() {
        String words = System.getProperty("cli.script", "");
        List<String> wanted = List.of(words.split(",", -1));
        assertThat(wanted)
                .as("words of -Dcli.script=" + words)
                .allMatch(word -> wanted.size() == 1 || !word.isEmpty())
                .allMatch(word ->
                        Script.all().stream().anyMatch(script -> script.file().contains(word)));
        return Script.all().stream()
                .filter(script -> wanted.stream().anyMatch(script.file()::contains))
                .map(script -> DynamicTest.dynamicTest(script.file() + ": " + script.title(), () -> play(script)));
    }

    private static void play(Script script) {
        TestRealm realm = realm();
        try (ScriptRun run = new ScriptRun(realm)) {
            script.play(run);
            run.requireNoSecretAtHome();
            Secrets.requireNone("events of " + script.file(), realm.allEventsAsText());
        } finally {
            realm.discard();
        }
    }

    /** With a client {@code my-cli} as the demo realm has it. */
    private static TestRealm realm() {
        TestRealm realm = TestRealm.create();
        // How often the device login may ask: each waits that long at least.
        realm.update(Map.of("oauth2DevicePollingInterval", 1));
        realm.updateClient(
                "my-cli",
                Map.of(
                        "redirectUris", List.of("http://127.0.0.1/*"),
                        "attributes", Map.of("oauth2.device.authorization.grant.enabled", "true")));
        Mappers.of(realm, "my-cli").audience("catalog-server");
        return realm;
    }
}
