package io.mycli.keycloak.apitoken.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Debian's Chromium, without a window; one process for all tests of a run, with an empty profile for each visit. Its
 * build without any window, of the package chromium-headless-shell, takes a quarter less time and goes first.
 */
final class Chromium {

    /** Where three modules test at once, the first page of a server takes its time. Milliseconds. */
    static final int PATIENCE = 60_000;

    private static final Optional<Path> EXECUTABLE = Stream.of("chromium-headless-shell", "chromium")
            .map(name -> Path.of("/usr/bin", name))
            .filter(Files::isExecutable)
            .findFirst();

    private static Browser running;

    private Chromium() {}

    /** Skips a test on a machine without it; where {@code programs.required} says so, fails it. To be called before each. */
    static void require() {
        if (Boolean.getBoolean("programs.required")) {
            assertThat(EXECUTABLE).as("Chromium in /usr/bin").isPresent();
        }
        assumeTrue(EXECUTABLE.isPresent(), "No Chromium in /usr/bin; Debian has it in chromium-headless-shell");
    }

    /** Ends with this process. */
    static synchronized Browser get() {
        if (running == null) {
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            running = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(EXECUTABLE.orElseThrow())
                            .setHeadless(true)
                            .setTimeout(PATIENCE)
                            .setArgs(List.of(
                                    "--no-sandbox",
                                    // A page lives for seconds here: better code would come too late.
                                    "--js-flags=--no-opt,--no-maglev",
                                    "--disable-gpu",
                                    "--disable-quic",
                                    "--no-first-run",
                                    "--disable-background-networking",
                                    "--disable-component-update",
                                    "--disable-sync")));
        }
        return running;
    }
}
