package io.mycli.keycloak.apitoken.adminpage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The files of the administrators' page. They are in the theme's JAR, which may be missing. Its build lists them, so that a
 * request can name no other file.
 */
final class PageFiles {

    /** A file of the page. */
    record File(String type, String content) {}

    private static final String FOLDER = "api-tokens-admin/";
    private static final String LIST = "files.properties";
    private static final String SCRIPT = "script";
    private static final String STYLE = "style";

    private final String script;
    private final String style;
    private final Map<String, File> byName;

    private PageFiles(String script, String style, Map<String, File> byName) {
        this.script = script;
        this.style = style;
        this.byName = byName;
    }

    static PageFiles load() {
        try (InputStream list = open(LIST)) {
            if (list == null) {
                return new PageFiles(null, null, Map.of());
            }
            Properties names = new Properties();
            names.load(list);
            String script = names.getProperty(SCRIPT);
            String style = names.getProperty(STYLE);
            return new PageFiles(
                    script,
                    style,
                    Map.of(
                            script, new File("text/javascript", read(script)),
                            style, new File("text/css", read(style))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) {
        return PageFiles.class.getClassLoader().getResourceAsStream(FOLDER + name);
    }

    private static String read(String name) throws IOException {
        try (InputStream file = open(name)) {
            if (file == null) {
                throw new FileNotFoundException(FOLDER + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    boolean isComplete() {
        return !byName.isEmpty();
    }

    String script() {
        return script;
    }

    String style() {
        return style;
    }

    Optional<File> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
