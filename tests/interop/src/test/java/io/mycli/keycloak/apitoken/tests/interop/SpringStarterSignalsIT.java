package io.mycli.keycloak.apitoken.tests.interop;

import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import java.util.Map;

class SpringStarterSignalsIT extends StarterSignalsContract {

    @Override
    ResourceServer start(TestRealm realm, Map<String, Object> properties) {
        return SpringApplicationServer.startWithStarter(SpringStarterIT.Catalog.class, properties);
    }
}
