package io.mycli.keycloak.apitoken.tests.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What answers about a token may contain.
 *
 * @param reference the claims of the owner's JWT of a client like the token client, with the token's scopes
 * @param scopes the token's optional scopes
 * @param chosen the chosen roles, or null for full access
 * @param audience the chosen resource servers, or null for all
 */
record Expectation(
        RandomRealm model,
        Map<String, Object> reference,
        Set<String> scopes,
        Set<String> chosen,
        Set<String> audience) {

    private static final String OWN_CLIENT = "account";

    boolean isChosen(String server) {
        return audience == null || audience.contains(server);
    }

    /** The client {@code catalog-server} is marked as one that accepts API tokens; others must be in the audience. */
    boolean accepts(String server) {
        return isChosen(server) && (server.equals("catalog-server") || aud().contains(server));
    }

    private Set<String> roles() {
        Set<String> roles = Claims.roles(reference);
        roles.removeIf(role -> role.startsWith(OWN_CLIENT + "/"));
        if (chosen != null) {
            roles.retainAll(model.expanded(chosen));
        }
        return roles;
    }

    private Set<String> aud() {
        Set<String> granted = new TreeSet<>(scopes);
        granted.retainAll(words(reference)); // Keycloak leaves out a scope of whose roles the user has none
        Set<String> aud = model.staticAudience(granted);
        roles().stream().filter(role -> role.contains("/")).forEach(role -> aud.add(role.split("/", -1)[0]));
        aud.removeIf(server -> !isChosen(server));
        return aud;
    }

    /** Requires that an introspection says exactly what is expected. */
    void assertIsAnswer(Map<String, Object> answer) {
        assertThat(Claims.roles(answer)).isEqualTo(roles());
        assertThat(Claims.list(answer.get("aud"))).isEqualTo(aud());
        assertThat(words(answer)).isEqualTo(words(reference));
        reference.forEach((claim, value) -> {
            if (claim.startsWith("realm_of_") || claim.contains("_roles_of_")) {
                assertThat(Claims.list(answer.get(claim))).as(claim).isEqualTo(cutDown(claim, value));
            } else if (claim.startsWith("groups_of_")) {
                assertThat(answer.get(claim)).as(claim).isEqualTo(chosen == null ? value : null);
            }
        });
    }

    private Set<String> cutDown(String claim, Object value) {
        Set<String> names = new TreeSet<>();
        String prefix =
                claim.startsWith("realm_of_") ? "" : claim.startsWith("c_") ? "catalog-server/" : "strict-server/";
        Set<String> roles = roles();
        Claims.list(value).stream()
                .filter(name -> roles.contains(prefix + name))
                .forEach(names::add);
        return names;
    }

    private static Set<String> words(Map<String, Object> claims) {
        Object scope = claims.get("scope");
        Set<String> words = new TreeSet<>(
                Set.of(scope == null ? new String[0] : scope.toString().split(" ", -1)));
        words.remove("");
        words.remove("openid");
        return words;
    }

    /** Requires that claims of a derived JWT say no more than the token's answer. */
    void assertIsNoMore(Map<String, Object> claims, Map<String, Object> answer) {
        Set<String> roles = Claims.roles(answer);
        assertThat(roles).containsAll(Claims.roles(claims));
        claims.forEach((claim, value) -> {
            if (claim.startsWith("realm_of_") || claim.contains("_roles_of_")) {
                assertThat(cutDown(claim, value)).as(claim).isEqualTo(Claims.list(value));
            } else if (claim.startsWith("groups_of_")) {
                assertThat(chosen).as(claim).isNull();
            }
        });
        assertThat(Claims.list(claims.get("aud"))).allMatch(this::isChosen);
        assertThat(words(answer)).containsAll(words(claims));
    }
}
