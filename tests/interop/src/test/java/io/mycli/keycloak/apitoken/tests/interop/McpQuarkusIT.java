package io.mycli.keycloak.apitoken.tests.interop;

import static org.hamcrest.Matchers.equalTo;

import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.response.Response;
import java.io.IOException;

/** The Quarkus application of {@link QuarkusIT} as an MCP server. */
class McpQuarkusIT extends McpServerContract {

    @Override
    ResourceServer start(TestRealm realm) throws IOException {
        return QuarkusIT.start(realm, "mcp");
    }

    /** The code of its own for each failure of security. */
    @Override
    void roleIsMissing(Response response) {
        response.then().statusCode(200).body("error.code", equalTo(-32001));
    }
}
