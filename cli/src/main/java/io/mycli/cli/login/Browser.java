package io.mycli.cli.login;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The browser of this machine: that of {@code BROWSER}, or that of the system. */
final class Browser {

    private final Optional<String> chosen;

    Browser(Optional<String> chosen) {
        this.chosen = chosen;
    }

    /** Tries to open a page, whose address has been printed. */
    void open(URI page) {
        try {
            new ProcessBuilder(command(page.toString()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            // The user opens the printed address.
            return;
        }
    }

    private List<String> command(String page) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return chosen.map(program -> List.of(program, page)).orElseGet(() -> {
            if (system.startsWith("windows")) {
                return List.of("rundll32", "url.dll,FileProtocolHandler", page);
            }
            return List.of(system.startsWith("mac") ? "open" : "xdg-open", page);
        });
    }
}
