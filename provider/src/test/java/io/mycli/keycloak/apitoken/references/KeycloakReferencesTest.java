package io.mycli.keycloak.apitoken.references;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each test compiles a tiny extension against one server and looks it up in another. */
class KeycloakReferencesTest {

    private static final String OURS = "package ours; import server.*; ";

    private static final String SERVER = """
            package server;
            public class Base {
                public int field;
                public String inherited() { return ""; }
                protected void hook() {}
            }
            class Hidden { public static void open() {} }
            """;

    private static final String SERVICE = "package server; public interface Service { void run(); }";

    @TempDir
    private Path folder;

    @Test
    void findsNothingOnTheSameServer() throws IOException {
        String extension = OURS + """
                public class Extension extends Base implements Service {
                    public void run() { field = inherited().length() + hashCode(); hook(); Service other = () -> run(); other.run(); }
                    @Override protected void hook() {}
                }""";

        assertThat(problems(extension, SERVER, SERVICE, SERVER, SERVICE)).isEmpty();
    }

    @Test
    void findsMembersThatMovedToASuperType() throws IOException {
        String moved = """
                package server;
                public class Base extends Parent { protected void hook() {} }
                class Parent { public int field; public String inherited() { return ""; } }
                """;

        assertThat(problems(
                        OURS
                                + "class Extension { int length(Base base) { return base.inherited().length() + base.field; } }",
                        SERVER,
                        SERVICE,
                        moved,
                        SERVICE))
                .isEmpty();
    }

    @Test
    void namesMissingClass() throws IOException {
        assertThat(problems(OURS + "class Extension { void call(Service service) {} }", SERVER, SERVICE, SERVER, ""))
                .containsExactly(Map.entry("missing class server.Service", Set.of("Extension")));
    }

    @Test
    void namesMissingMethodWithDescriptorAndUsers() throws IOException {
        String changed =
                SERVER.replace("String inherited() { return \"\"; }", "CharSequence inherited() { return \"\"; }");
        String extension = OURS
                + "class One { String call(Base base) { return base.inherited(); } }"
                + "class Two { java.util.function.Function<Base, String> reference = Base::inherited; }";

        assertThat(problems(extension, SERVER, SERVICE, changed, SERVICE))
                .containsExactly(
                        Map.entry("missing method server.Base.inherited(): java.lang.String", Set.of("One", "Two")));
    }

    @Test
    void namesMissingConstructorOfASuperclass() throws IOException {
        String changed = SERVER.replace("public int field;", "public int field; public Base(int argument) {}");

        assertThat(problems(OURS + "class Extension extends Base {}", SERVER, SERVICE, changed, SERVICE))
                .containsExactly(Map.entry("missing method server.Base.<init>(): void", Set.of("Extension")));
    }

    @Test
    void namesMissingField() throws IOException {
        String changed = SERVER.replace("int field", "long field");

        assertThat(problems(
                        OURS + "class Extension { int read(Base base) { return base.field; } }",
                        SERVER,
                        SERVICE,
                        changed,
                        SERVICE))
                .containsExactly(Map.entry("missing field server.Base.field: int", Set.of("Extension")));
    }

    @Test
    void namesMembersThatAreStaticOrHidden() throws IOException {
        String changed = SERVER.replace("public int", "public static int").replace("public String", "private String");
        String extension =
                OURS + "class Extension { int call(Base base) { return base.inherited().length() + base.field; } }";

        assertThat(problems(extension, SERVER, SERVICE, changed, SERVICE))
                .containsOnlyKeys(
                        "static now: field server.Base.field: int",
                        "not accessible: method server.Base.inherited(): java.lang.String");
    }

    @Test
    void namesMethodWithoutImplementation() throws IOException {
        String changed = SERVICE.replace("void run();", "void run(); void stop(); default void pause() {}");
        String extension = OURS
                + "class Extension implements Service { public void run() {} }"
                + "class Lambda { Service service = () -> {}; }";

        assertThat(problems(extension, SERVER, SERVICE, SERVER, changed))
                .containsExactly(Map.entry(
                        "not implemented: method server.Service.stop(): void", Set.of("Extension", "Lambda")));
    }

    @Test
    void namesOverrideThatVanished() throws IOException {
        String changed = SERVER.replace("void hook()", "void renamedHook()");

        assertThat(problems(
                        OURS + "class Extension extends Base { @Override protected void hook() {} }",
                        SERVER,
                        SERVICE,
                        changed,
                        SERVICE))
                .containsExactly(
                        Map.entry("not overridden any more: method server.Base.hook(): void", Set.of("Extension")));
    }

    @Test
    void namesOverrideThatIsFinal() throws IOException {
        String changed = SERVER.replace("protected void hook()", "protected final void hook()");

        assertThat(problems(
                        OURS + "class Extension extends Base { @Override protected void hook() {} }",
                        SERVER,
                        SERVICE,
                        changed,
                        SERVICE))
                .containsExactly(Map.entry("final now: method server.Base.hook(): void", Set.of("Extension")));
    }

    @Test
    void namesSuperclassThatIsFinal() throws IOException {
        String changed = SERVER.replace("public class Base", "public final class Base");

        assertThat(problems(OURS + "class Extension extends Base {}", SERVER, SERVICE, changed, SERVICE))
                .containsExactly(Map.entry("final class server.Base", Set.of("Extension")));
    }

    @Test
    void namesMissingSpiOfAServiceFile() throws IOException {
        Path jar = folder.resolve("services.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("META-INF/services/server.Service"));
        }

        assertThat(KeycloakReferences.problems(List.of(jar), List.of(), List.of(compile("now", List.of(), SERVER))))
                .containsExactly(Map.entry("missing class server.Service", Set.of("META-INF/services")));
    }

    @Test
    void namesInterfaceThatBecameAClass() throws IOException {
        String changed = "package server; public abstract class Service { public abstract void run(); }";

        assertThat(problems(
                        OURS + "class Extension { void call(Service service) { service.run(); } }",
                        SERVER,
                        SERVICE,
                        SERVER,
                        changed))
                .containsExactly(Map.entry("no interface any more: server.Service", Set.of("Extension")));
    }

    @Test
    void allowsProblemsOfTheNamedVersionsOnly() {
        List<String> lines = List.of("# why", "", "26.4 missing class A", "26.4-26.6 missing class B");

        assertThat(KeycloakReferences.allowedOn("26.4.7", lines)).containsExactly("missing class A", "missing class B");
        assertThat(KeycloakReferences.allowedOn("26.6.0", lines)).containsExactly("missing class B");
        assertThat(KeycloakReferences.allowedOn("26.10.1", lines)).isEmpty();
        assertThat(KeycloakReferences.allowedOn("unknown version", lines)).isEmpty();
    }

    @Test
    void rejectsAllowedProblemWithoutVersion() {
        assertThatThrownBy(() -> KeycloakReferences.allowedOn("26.4.7", List.of("missing class A")))
                .hasMessageContaining("missing class A");
    }

    private Map<String, Set<String>> problems(
            String extension, String server, String service, String newServer, String newService) throws IOException {
        Path compiledAgainst = compile("before", List.of(), server, service);
        Path ours = compile("ours", List.of(compiledAgainst), extension);
        Path keycloak = compile("now", List.of(), newServer, newService);
        return KeycloakReferences.problems(List.of(ours), List.of(compiledAgainst), List.of(keycloak));
    }

    /** Compiles sources, each named after its first type, into a JAR. */
    private Path compile(String name, List<Path> classPath, String... sources) throws IOException {
        Path classes = Files.createDirectories(folder.resolve(name));
        List<String> arguments = new ArrayList<>(List.of("-d", classes.toString(), "-proc:none", "-cp"));
        arguments.add(
                classPath.isEmpty() ? classes.toString() : classPath.get(0).toString());
        for (String source : sources) {
            String type = source.replaceAll("(?s)^.*?\\b(?:class|interface) (\\w+).*$", "$1");
            Path file = Files.createDirectories(classes.resolve("src"))
                    .resolve(type.isEmpty() ? "Empty.java" : type + ".java");
            arguments.add(Files.writeString(file, source).toString());
        }
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(result).isZero();
        Path jar = folder.resolve(name + ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file);
                Stream<Path> files = Files.walk(classes)) {
            for (Path path : files.filter(candidate -> candidate.toString().endsWith(".class"))
                    .toList()) {
                zip.putNextEntry(
                        new ZipEntry(classes.relativize(path).toString().replace('\\', '/')));
                zip.write(Files.readAllBytes(path));
            }
        }
        return jar;
    }
}
