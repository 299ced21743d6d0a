package io.mycli.keycloak.apitoken.tests.interop;

import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The same JAR of ours on the last line of Spring Boot 3, with stock properties. */
class SpringBoot3StarterIT extends UncachedResourceServerContract {

    @Override
    ResourceServer start(TestRealm realm) throws IOException {
        Map<String, Object> properties = new HashMap<>(SpringOpaqueTokenIT.properties(realm));
        properties.put("spring.profiles.active", "starter");
        return SpringBoot3OpaqueTokenIT.start(properties);
    }
}
