package io.mycli.keycloak.apitoken.adminpage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The files of the admin page. They are in the theme's JAR, which may be missing. The JAR's build lists them, so that
 * no request can name another file.
 */
final class PageFiles {

    /**
     * A file of the page.
     *
     * @param type the media type
     */
    record File(String type, String content) {}

    private static final String FOLDER = "api-tokens-admin/";
    private static final String LIST = "files.properties";
    private static final String SCRIPT = "script";
    private static final String STYLE = "style";
    private static final String TEXTS = "texts";
    private static final String JAVASCRIPT = "text/javascript";

    private final String script;
    private final String style;
    private final Map<String, File> byName;

    private PageFiles(String script, String style, Map<String, File> byName) {
        this.script = script;
        this.style = style;
        this.byName = byName;
    }

    /**
     * Reads the files; none if the theme's JAR is missing. One from before the files of languages has none of them.
     *
     * @throws UncheckedIOException if a listed file cannot be read
     */
    static PageFiles load() {
        try (InputStream list = open(LIST)) {
            if (list == null) {
                return new PageFiles("", "", Map.of());
            }
            Properties names = new Properties();
            names.load(list);
            return load(names.getProperty(SCRIPT), names.getProperty(STYLE), names.getProperty(TEXTS, ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PageFiles load(String script, String style, String texts) throws IOException {
        Map<String, File> byName = new HashMap<>();
        byName.put(script, new File(JAVASCRIPT, read(script)));
        byName.put(style, new File("text/css", read(style)));
        for (String language : texts.split(",", -1)) {
            if (!language.isBlank()) {
                byName.put(language, new File(JAVASCRIPT, read(language)));
            }
        }
        return new PageFiles(script, style, Map.copyOf(byName));
    }

    private static @Nullable InputStream open(String name) {
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

    /** Returns whether the theme's JAR, and so the page, is installed. */
    boolean isComplete() {
        return !byName.isEmpty();
    }

    String script() {
        return script;
    }

    String style() {
        return style;
    }

    /** Returns the file of a name; empty if the page has no such file. */
    Optional<File> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
