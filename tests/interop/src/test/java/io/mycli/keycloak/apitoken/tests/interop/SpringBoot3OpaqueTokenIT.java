package io.mycli.keycloak.apitoken.tests.interop;

import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The last line of Spring Boot 3, with the properties of {@link SpringOpaqueTokenIT} in its environment. */
class SpringBoot3OpaqueTokenIT extends UncachedResourceServerContract {

    private static final Pattern LISTENING = Pattern.compile("Tomcat started on port (\\d+)");

    @Override
    ResourceServer start(TestRealm realm) throws IOException {
        Map<String, Object> properties = new HashMap<>(SpringOpaqueTokenIT.properties(realm));
        properties.putAll(SpringApplicationServer.WITHOUT_STARTER);
        return start(properties);
    }

    static ResourceServer start(Map<String, Object> properties) throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of("SERVER_PORT", "0", "SERVER_ADDRESS", "127.0.0.1"));
        properties.forEach((name, value) ->
                environment.put(name.toUpperCase(Locale.ROOT).replace('.', '_').replace("-", ""), value.toString()));
        return JavaServer.start("spring-boot-3", "spring-boot-3.jar", LISTENING, environment);
    }
}
