package io.mycli.cli.login;

import com.google.gson.JsonObject;
import io.mycli.cli.CliException;
import io.mycli.cli.Json;
import io.mycli.cli.http.Http;
import io.mycli.cli.http.Request;
import io.mycli.cli.http.ServerResponse;
import io.mycli.cli.http.ServerUrl;
import java.net.URI;

/** The endpoints of a realm (OpenID Connect Discovery 1.0, section 4). */
record OpenIdConfiguration(JsonObject metadata, ServerResponse source) {

    /** Reads the configuration of a realm, and requires the expected issuer in it. */
    static OpenIdConfiguration of(ServerUrl issuer, Http http) {
        ServerResponse answer = http.send(Request.get(issuer.resolve("/.well-known/openid-configuration"), null));
        if (answer.status() == 404) {
            throw new CliException(
                    "There is no realm at " + issuer + " (404).",
                    "Check the name of the realm, which is case-sensitive.");
        }
        OpenIdConfiguration configuration = new OpenIdConfiguration(answer.object(), answer);
        String metadataIssuer = answer.required(configuration.metadata, "issuer");
        if (!metadataIssuer.equals(issuer.toString())) {
            throw new CliException(
                    issuer + " names another issuer: " + metadataIssuer + ".", "Use that issuer if you trust it.");
        }
        return configuration;
    }

    URI authorizationEndpoint() {
        return endpoint("authorization_endpoint");
    }

    URI deviceAuthorizationEndpoint() {
        if (Json.text(metadata, "device_authorization_endpoint") == null) {
            throw new CliException("The realm has no device login.", "Log in with: my cli login --web");
        }
        return endpoint("device_authorization_endpoint");
    }

    URI tokenEndpoint() {
        return endpoint("token_endpoint");
    }

    /** Returns whether the realm promises its issuer in each answer by way of the browser (RFC 9207 section 3). */
    boolean answersWithIssuer() {
        return Json.isTrue(metadata, "authorization_response_iss_parameter_supported");
    }

    /** Requires HTTPS, because the endpoint gets credentials. */
    private URI endpoint(String name) {
        return ServerUrl.of(source.required(metadata, name), name).uri();
    }
}
