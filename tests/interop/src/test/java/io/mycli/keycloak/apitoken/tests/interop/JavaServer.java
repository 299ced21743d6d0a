package io.mycli.keycloak.apitoken.tests.interop;

import io.mycli.keycloak.apitoken.tests.support.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An application in a JVM and with a class path of its own, on a free port of loopback. */
record JavaServer(Program program, String baseUrl) implements ResourceServer {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private static final Pattern TOMCAT_LISTENING = Pattern.compile("Tomcat started on port (\\d+)");

    /**
     * Starts a JAR of a module in this folder.
     *
     * @param name of the module
     * @param listening what the log says of the port, which is the first group
     */
    static JavaServer start(String name, String jar, Pattern listening, Map<String, String> environment)
            throws IOException {
        Program program = Program.start(
                Program.folder(name),
                environment,
                JAVA.toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Path.of(name, "target", jar).toAbsolutePath().toString());
        Matcher port =
                listening.matcher(program.awaitLog(log -> listening.matcher(log).find()));
        port.find();
        return new JavaServer(program, "http://127.0.0.1:" + port.group(1));
    }

    /** Starts the Spring Boot application of a module in this folder, with properties in its environment. */
    static JavaServer startSpringBoot(String name, Map<String, Object> properties) throws IOException {
        Map<String, String> environment = new HashMap<>(
                Map.of("SERVER_PORT", "0", "SERVER_ADDRESS", "127.0.0.1", "SERVER_TOMCAT_BASEDIR", "tomcat"));
        properties.forEach((property, value) -> environment.put(
                property.toUpperCase(Locale.ROOT).replace('.', '_').replace("-", ""), value.toString()));
        return start(name, name + ".jar", TOMCAT_LISTENING, environment);
    }

    @Override
    public void close() {
        program.close();
    }
}
