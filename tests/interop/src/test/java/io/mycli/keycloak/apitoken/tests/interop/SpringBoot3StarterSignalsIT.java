package io.mycli.keycloak.apitoken.tests.interop;

import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The same JAR of ours on the last line of Spring Boot 3. */
class SpringBoot3StarterSignalsIT extends StarterSignalsContract {

    @Override
    ResourceServer start(TestRealm realm, Map<String, Object> properties) throws IOException {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("spring.profiles.active", "starter");
        return SpringBoot3OpaqueTokenIT.start(all);
    }
}
