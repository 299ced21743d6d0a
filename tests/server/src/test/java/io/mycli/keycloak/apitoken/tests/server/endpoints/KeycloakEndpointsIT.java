package io.mycli.keycloak.apitoken.tests.server.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.tests.support.Admin;
import io.mycli.keycloak.apitoken.tests.support.ContractTest;
import io.mycli.keycloak.apitoken.tests.support.Flows;
import io.mycli.keycloak.apitoken.tests.support.Mappers;
import io.mycli.keycloak.apitoken.tests.support.PasswordGrants;
import io.mycli.keycloak.apitoken.tests.support.TestRealm;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** No token of ours, and nothing that comes of one, opens an endpoint of Keycloak, whatever its owner may do there. */
@ContractTest
class KeycloakEndpointsIT {

    /** Ways to a token, and what a request with an API token is for each. */
    private static final Set<String> GRANTS = Set.of(
            "authorization_code",
            "client_credentials",
            "password",
            "refresh_token",
            "urn:ietf:params:oauth:grant-type:device_code",
            "urn:ietf:params:oauth:grant-type:jwt-bearer",
            "urn:ietf:params:oauth:grant-type:pre-authorized_code",
            "urn:ietf:params:oauth:grant-type:token-exchange",
            "urn:ietf:params:oauth:grant-type:uma-ticket",
            "urn:openid:params:grant-type:ciba");

    private static final Set<String> CLIENT_REGISTRATIONS =
            Set.of("default", "install", "openid-connect", "saml2-entity-descriptor");

    /** Behind one check of the bearer, that of {@code AdminRoot}. */
    private static final List<String> ADMIN_PACKAGES = List.of(
            "admin.",
            "authorization.admin.",
            "organization.admin.",
            "protocol.oid4vc.resources.admin.",
            "rest.admin.",
            "services.resources.admin.",
            "ssf.services.admin.",
            "workflow.admin.");

    @Test
    void everyEndpointIsListed() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(KeycloakClasses.distribution()), "the distribution is not unpacked");
        Set<String> endpoints = KeycloakClasses.endpoints().stream()
                .filter(endpoint -> ADMIN_PACKAGES.stream().noneMatch(endpoint::startsWith))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(endpoints).hasSizeGreaterThan(150);
        endpoints.removeAll(listed().keySet());
        assertThat(endpoints).as("new in this Keycloak: list them").isEmpty();
    }

    @Test
    void everyListedKindHasRequests() throws IOException {
        Set<String> kinds = new TreeSet<>(listed().values());
        kinds.removeAll(Set.of("browser", "client", "docker", "off", "public", "route", "token"));
        kinds.addAll(GRANTS);

        assertThat(BearerEndpoints.all()).extracting(Probes.Probe::kind).containsAll(kinds);
    }

    /** By the name of the endpoint; the value is its kind. */
    private static Map<String, String> listed() throws IOException {
        Map<String, String> kinds = new TreeMap<>();
        try (InputStream list = KeycloakEndpointsIT.class.getResourceAsStream("keycloak-endpoints.tsv")) {
            new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", 2))
                    .forEach(columns -> kinds.put(columns[1], columns[0]));
        }
        return kinds;
    }

    @Test
    void everyGrantAndRegistrationIsListed() {
        assertThat(GRANTS).containsAll(providers("oauth2-grant-type"));
        assertThat(CLIENT_REGISTRATIONS).containsAll(providers("client-registration"));
    }

    private static Set<String> providers(String spi) {
        Map<String, Object> providers =
                Admin.request().get("/admin/serverinfo").jsonPath().getMap("providers.'" + spi + "'.providers");
        assertThat(providers).as(spi).isNotEmpty();
        return providers.keySet();
    }

    /** Else a rejection would show nothing. */
    @Test
    void loginOfAnAdministratorOpensThem(TestRealm realm) {
        BearerEndpoints.prepare(realm);
        Mappers.of(realm, "my-cli").audience("strict-server");

        List<String> rejected = BearerEndpoints.all().stream()
                .filter(Probes.Probe::isControlled)
                .map(probe -> rejection(realm, probe))
                .flatMap(Optional::stream)
                .toList();

        assertThat(rejected).isEmpty();
    }

    private static Optional<String> rejection(TestRealm realm, Probes.Probe probe) {
        Response answer = probe.send(realm, realm.login("alice"));
        return probe.isRejected().test(answer) || answer.statusCode() >= 500
                ? Optional.of("%s: %d %s".formatted(probe, answer.statusCode(), answer.asString()))
                : Optional.empty();
    }

    @Test
    void nothingOpensWhileTheTokenIsValid(TestRealm realm) {
        Map<String, String> tokens = derived(realm, realm.createToken().secret());

        assertThat(opened(realm, tokens)).isEmpty();
    }

    @Test
    void nothingOpensAfterRevocation(TestRealm realm) {
        TestRealm.Token token = realm.createToken();
        Map<String, String> tokens = derived(realm, token.secret());

        realm.revoke(token);

        assertThat(opened(realm, tokens)).isEmpty();
    }

    @Test
    void nothingOpensWhereApiTokensAreDisabled(TestRealm realm) {
        Map<String, String> tokens = derived(realm, realm.createToken().secret());

        realm.setAttribute("api-tokens.enabled", "false");

        assertThat(opened(realm, tokens)).isEmpty();
    }

    /** Everything that can be had for a secret, by its name. */
    private static Map<String, String> derived(TestRealm realm, String secret) {
        BearerEndpoints.prepare(realm);
        realm.updateClient(
                "catalog-server",
                Map.of(
                        "attributes",
                        Map.of(
                                "api-tokens.accepted", "true",
                                "standard.token.exchange.enabled", "true",
                                "client.introspection.response.allow.jwt.claim.enabled", "true")));
        realm.enableExchange("strict-server");
        Mappers.of(realm, "catalog-server").audience("catalog-server").audience("account");
        Mappers.of(realm, "other-app").audience("account");
        Flows.create(realm, "tokens").step("api-token", "REQUIRED").bindTo("direct_grant", "other-app");
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("secret", secret);
        tokens.put("derived JWT", accessToken(realm.exchange("catalog-server", secret)));
        tokens.put("JWT of it", accessToken(realm.exchange("catalog-server", tokens.get("derived JWT"))));
        tokens.put("JWT of a direct grant", accessToken(PasswordGrants.grant(realm, "alice", secret)));
        for (String of : List.of("secret", "derived JWT")) {
            String jwt = realm.introspection("catalog-server", tokens.get(of))
                    .accept("application/jwt")
                    .post(realm.introspectionEndpoint())
                    .path("jwt");
            assertThat(jwt).as(of).isNotNull();
            tokens.put("jwt member of " + of, jwt);
        }
        return tokens;
    }

    private static String accessToken(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.path("access_token");
    }

    /** Client registration of 26.6 fails for every bearer that is no JWT. */
    private static boolean isKeycloaksFailure(TestRealm realm, Probes.Probe probe, Response answer) {
        return answer.statusCode() == 500
                && probe.send(realm, "no-token-at-all").statusCode() == 500;
    }

    private static List<String> opened(TestRealm realm, Map<String, String> tokens) {
        Object user = realm.admin("/users/" + realm.userId("alice")).jsonPath().getMap("$");
        List<String> opened = new ArrayList<>();
        for (Probes.Probe probe : BearerEndpoints.all()) {
            tokens.forEach((name, token) -> {
                Response answer = probe.send(realm, token);
                if (!probe.isRejected().test(answer) && !isKeycloaksFailure(realm, probe, answer)) {
                    opened.add("%s: %s: %d %s".formatted(probe, name, answer.statusCode(), answer.asString()));
                }
            });
        }
        assertThat(realm.admin("/users/" + realm.userId("alice")).jsonPath().<String, Object>getMap("$"))
                .isEqualTo(user);
        return opened;
    }
}
