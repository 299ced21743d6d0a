package io.mycli.keycloak.apitoken.tests.server.endpoints;

import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The classes of the Keycloak under test, read from its distribution and not run. */
public final class KeycloakClasses {

    private static final String JAX_RS = "jakarta.ws.rs.";
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD");

    private KeycloakClasses() {}

    /** Returns the distribution, which a run against a container need not have unpacked. */
    public static Path distribution() {
        return Path.of(System.getProperty("kc.distributions"), "keycloak-" + KeycloakServer.version());
    }

    /**
     * Returns the resource methods of Keycloak's JAR files, sorted, as {@code services.resources.PublicRealmResource.getRealm
     * GET}: class below {@code org.keycloak}, method, HTTP methods, path. An asterisk stands for a method that leads to
     * another class.
     */
    public static Set<String> endpoints() throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String folder : List.of("lib/lib/main", "lib/lib/boot")) {
            try (Stream<Path> files = Files.list(distribution().resolve(folder))) {
                files.forEach(jars::add);
            }
        }
        Set<String> endpoints = new TreeSet<>();
        try (URLClassLoader loader = newLoader(jars)) {
            for (Path jar : jars) {
                if (jar.getFileName().toString().startsWith("org.keycloak.")) {
                    collect(jar, loader, endpoints);
                }
            }
        }
        return endpoints;
    }

    /** Not below the loader of the tests, which has some of these classes, in other versions. */
    private static URLClassLoader newLoader(List<Path> jars) {
        return new URLClassLoader(
                jars.stream().map(KeycloakClasses::url).toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void collect(Path path, ClassLoader loader, Set<String> endpoints) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            for (JarEntry entry : jar.stream().toList()) {
                if (entry.getName().startsWith("org/keycloak/")
                        && entry.getName().endsWith(".class")
                        && isResource(jar, entry)) {
                    collect(entry.getName(), loader, endpoints);
                }
            }
        }
    }

    /** Others may need libraries that are not there. */
    private static boolean isResource(JarFile jar, JarEntry entry) throws IOException {
        String bytes = new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
        return bytes.contains("Ljakarta/ws/rs/");
    }

    private static void collect(String file, ClassLoader loader, Set<String> endpoints) {
        String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
        try {
            for (Method method : Class.forName(name, false, loader).getDeclaredMethods()) {
                String endpoint = endpoint(method);
                if (endpoint != null) {
                    endpoints.add((name.substring("org.keycloak.".length()) + "." + method.getName() + " " + endpoint)
                            .strip());
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name, e);
        }
    }

    private static String endpoint(Method method) throws ReflectiveOperationException {
        StringBuilder http = new StringBuilder();
        String path = null;
        for (Annotation annotation : method.getDeclaredAnnotations()) {
            String type = annotation.annotationType().getName();
            if (type.equals(JAX_RS + "Path")) {
                path = (String) annotation.annotationType().getMethod("value").invoke(annotation);
            } else if (type.startsWith(JAX_RS) && METHODS.contains(type.substring(JAX_RS.length()))) {
                http.append(type.substring(JAX_RS.length()));
            }
        }
        boolean isPreflight = Stream.of(method.getDeclaredAnnotations())
                .anyMatch(annotation -> annotation.annotationType().getName().equals(JAX_RS + "OPTIONS"));
        if (isPreflight || (path == null && http.isEmpty())) {
            return null;
        }
        return (http.isEmpty() ? "*" : http) + " " + (path == null ? "" : path);
    }
}
