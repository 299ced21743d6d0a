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

/** Debian's Chromium, without a window; one process for all tests of a run, with an empty profile for each visit. */
final class Chromium {

    private static final Path EXECUTABLE = Path.of("/usr/bin/chromium");

    private static Browser running;

    private Chromium() {}

    /** Skips a test on a machine without it; where {@code browser.required} says so, fails it. To be called before each. */
    static void require() {
        boolean present = Files.isExecutable(EXECUTABLE);
        if (Boolean.getBoolean("browser.required")) {
            assertThat(present).as(EXECUTABLE + " of the package chromium").isTrue();
        }
        assumeTrue(present, () -> "No " + EXECUTABLE + " here; Debian has it in the package chromium");
    }

    /** Ends with this process. */
    static synchronized Browser get() {
        if (running == null) {
            PlaywrightAssertions.setDefaultAssertionTimeout(15_000);
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            running = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(EXECUTABLE)
                            .setHeadless(true)
                            .setArgs(List.of(
                                    "--no-sandbox",
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
