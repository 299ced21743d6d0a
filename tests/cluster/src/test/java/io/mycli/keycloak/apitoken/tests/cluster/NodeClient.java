package io.mycli.keycloak.apitoken.tests.cluster;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.Http;
import io.mycli.keycloak.apitoken.tests.support.Mappers;
import io.mycli.keycloak.apitoken.tests.support.RealmTemplate;
import io.mycli.keycloak.apitoken.tests.support.Secrets;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.mycli.keycloak.apitoken.tests.support.server.DistributionServer;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.stream.IntStream;

/** What several owners and their resource server do at one node of a cluster. */
final class NodeClient {

    private final TestRealm realm;
    private final DistributionServer node;
    private final List<String> jwts;

    private NodeClient(TestRealm realm, DistributionServer node, List<String> jwts) {
        this.realm = realm;
        this.node = node;
        this.jwts = jwts;
    }

    /** With new owners, whose sessions live as long as the test. */
    static NodeClient withOwners(TestRealm realm, DistributionServer node, int owners) {
        realm.setAttribute("api-tokens.max-per-user", "100");
        realm.enableExchange("catalog-server");
        Mappers.of(realm, "my-cli").audience("catalog-server");
        return new NodeClient(
                realm,
                node,
                IntStream.range(0, owners)
                        .mapToObj(number -> loginOfNewOwner(realm, "owner-" + number))
                        .toList());
    }

    private static String loginOfNewOwner(TestRealm realm, String username) {
        Admin.post(realm.adminPath("/users"), RealmTemplate.user(realm.name(), username));
        return realm.login(username);
    }

    /** The same owners at another node. */
    NodeClient at(DistributionServer other) {
        return new NodeClient(realm, other, jwts);
    }

    DistributionServer node() {
        return node;
    }

    String jwt(int owner) {
        return jwts.get(owner % jwts.size());
    }

    Response list(int owner) {
        return request(owner).get(realm.apiTokens());
    }

    Response create(int owner, String name) {
        return request(owner).body("{\"name\":\"" + name + "\"}").post(realm.apiTokens());
    }

    Response rotate(int owner, TestRealm.Token token) {
        return request(owner).body("{}").post(realm.apiTokens() + "/" + token.id() + "/rotate");
    }

    Response revoke(int owner, TestRealm.Token token) {
        return request(owner).delete(realm.apiTokens() + "/" + token.id());
    }

    private RequestSpecification request(int owner) {
        return Http.withBearer(jwt(owner)).baseUri(node.baseUrl()).contentType(ContentType.JSON);
    }

    Response introspect(String token) {
        return realm.introspectAt(node, token);
    }

    Response exchange(TestRealm.Token token) {
        return realm.exchangeAt(node, "catalog-server", token.secret());
    }

    /** The token of a creation or a rotation. */
    static TestRealm.Token token(Response answer) {
        Secrets.issued(answer.path("token"));
        return new TestRealm.Token(answer.path("id"), answer.path("token"));
    }
}
