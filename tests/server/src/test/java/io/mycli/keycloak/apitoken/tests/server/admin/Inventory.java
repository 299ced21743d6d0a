package io.mycli.keycloak.apitoken.tests.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;

/** Calls of the inventory by the administrator of all realms. */
final class Inventory {

    private Inventory() {}

    static Response list(TestRealm realm, String query) {
        return Admin.request().get(url(realm, query));
    }

    static List<String> ids(TestRealm realm, String query) {
        Response list = list(realm, query);
        assertThat(list.statusCode()).as(list.asString()).isEqualTo(200);
        return list.jsonPath().getList("id");
    }

    static Response get(TestRealm realm, String id) {
        return Admin.request().get(url(realm, "/" + id));
    }

    static Response lookup(TestRealm realm, String secret) {
        return post(realm, "/lookup", "{\"secret\":\"" + secret.replace("\n", "\\n") + "\"}");
    }

    static Response post(TestRealm realm, String path, String body) {
        return Admin.request().contentType(ContentType.JSON).body(body).post(url(realm, path));
    }

    private static String url(TestRealm realm, String path) {
        return "/admin/realms" + realm.adminPath("/api-tokens" + path);
    }
}
