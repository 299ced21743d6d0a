package io.mycli.keycloak.apitoken.tests.support;

import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shared Signals of a realm on a server with the feature {@code ssf}, as {@code docs/use/shared-signals.md} says. */
public final class Signals {

    /** The type of CAEP's event (CAEP 1.0 section 3.3). */
    public static final String CREDENTIAL_CHANGE =
            "https://schemas.openid.net/secevent/caep/event-type/credential-change";

    private final TestRealm realm;
    private final String clientId;

    private Signals(TestRealm realm, String clientId) {
        this.realm = realm;
        this.clientId = clientId;
    }

    /** Lets a realm send signals to a resource server of it. */
    public static Signals to(TestRealm realm, String clientId, String pushUrl) {
        realm.setAttribute("ssf.transmitterEnabled", "true");
        Map<String, Object> attributes = new HashMap<>(
                realm.admin("/clients/" + realm.clientUuid(clientId)).jsonPath().getMap("attributes"));
        attributes.putAll(Map.of("ssf.enabled", "true", "ssf.defaultSubjects", "ALL", "ssf.validPushUrls", pushUrl));
        realm.updateClient(clientId, Map.of("attributes", attributes));
        return new Signals(realm, clientId);
    }

    /** Creates a stream that Keycloak pushes (RFC 8935). */
    public void push(String url, String authorization) {
        create(Map.of("method", "urn:ietf:rfc:8935", "endpoint_url", url, "authorization_header", authorization));
    }

    /** Creates a stream that the service account of the client may poll (RFC 8936), and returns its URL. */
    public String poll() {
        realm.updateClient(clientId, Map.of("serviceAccountsEnabled", true));
        String scope = realm.admin("/client-scopes").path("find { it.name == 'ssf.read' }.id");
        Admin.put(
                realm.adminPath("/clients/" + realm.clientUuid(clientId) + "/optional-client-scopes/" + scope),
                Map.of());
        return create(Map.of("method", "urn:ietf:rfc:8936")).path("delivery.endpoint_url");
    }

    private Response create(Map<String, String> delivery) {
        return Admin.post(
                realm.adminPath("/ssf/clients/" + clientId + "/stream"),
                Map.of("delivery", delivery, "events_requested", List.of(CREDENTIAL_CHANGE)));
    }
}
