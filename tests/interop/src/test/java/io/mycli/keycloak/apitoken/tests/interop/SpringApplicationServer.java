package io.mycli.keycloak.apitoken.tests.interop;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A Spring Boot application in this JVM. */
record SpringApplicationServer(ConfigurableApplicationContext context) implements ResourceServer {

    /** Our starter, which is in the class path of all. */
    static final Map<String, String> WITHOUT_STARTER =
            Map.of("spring.autoconfigure.exclude", "io.mycli.keycloak.apitoken.spring.ApiTokensAutoConfiguration");

    /** Starts one with stock configuration. */
    static ResourceServer start(Class<?> application, Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        all.putAll(WITHOUT_STARTER);
        return startWithStarter(application, all);
    }

    static ResourceServer startWithStarter(Class<?> application, Map<String, Object> properties) {
        return new SpringApplicationServer(new SpringApplicationBuilder(application)
                .bannerMode(Banner.Mode.OFF)
                .properties(Map.of(
                        "server.port", "0", "server.address", "127.0.0.1", "server.tomcat.basedir", "target/tomcat"))
                .properties(properties)
                .run());
    }

    @Override
    public String baseUrl() {
        return "http://127.0.0.1:"
                + ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    @Override
    public void close() {
        context.close();
    }
}
