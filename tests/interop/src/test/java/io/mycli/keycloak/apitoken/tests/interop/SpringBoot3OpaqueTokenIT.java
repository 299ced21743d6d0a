package io.mycli.keycloak.apitoken.tests.interop;

import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The last line of Spring Boot 3, with the properties of {@link SpringOpaqueTokenIT} in its environment. */
class SpringBoot3OpaqueTokenIT extends UncachedResourceServerContract {

    @Override
    ResourceServer start(TestRealm realm) throws IOException {
        Map<String, Object> properties = new HashMap<>(SpringOpaqueTokenIT.properties(realm));
        properties.putAll(SpringApplicationServer.WITHOUT_STARTER);
        return start(properties);
    }

    static ResourceServer start(Map<String, Object> properties) throws IOException {
        return JavaServer.startSpringBoot("spring-boot-3", properties);
    }
}
