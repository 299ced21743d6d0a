package io.mycli.keycloak.apitoken.tests.support;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An authentication flow of a realm, made step by step. */
public final class Flows {

    private final TestRealm realm;
    private final String alias;

    private Flows(TestRealm realm, String alias) {
        this.realm = realm;
        this.alias = alias;
    }

    /** Creates an empty flow. */
    public static Flows create(TestRealm realm, String alias) {
        Admin.post(
                realm.adminPath("/authentication/flows"),
                Map.of("alias", alias, "providerId", "basic-flow", "topLevel", true, "builtIn", false));
        return new Flows(realm, alias);
    }

    /** Adds an authenticator with its requirement, such as {@code REQUIRED}. */
    public Flows step(String authenticator, String requirement) {
        Admin.post(
                realm.adminPath("/authentication/flows/" + alias + "/executions/execution"),
                Map.of("provider", authenticator));
        require("providerId", authenticator, requirement);
        return this;
    }

    /** A flow in this one, for steps that belong together. */
    public Flows subflow(String subAlias, String requirement) {
        Admin.post(
                realm.adminPath("/authentication/flows/" + alias + "/executions/flow"),
                Map.of("alias", subAlias, "type", "basic-flow", "description", "", "provider", ""));
        require("displayName", subAlias, requirement);
        return new Flows(realm, subAlias);
    }

    /** Sets an authenticator's configuration. */
    public Flows configure(String authenticator, Map<String, String> config) {
        Admin.post(
                realm.adminPath("/authentication/executions/"
                        + execution("providerId", authenticator).get("id") + "/config"),
                Map.of("alias", alias + "-" + authenticator, "config", config));
        return this;
    }

    /** As the realm's flow for this purpose, such as {@code directGrantFlow}. */
    public void bindTo(String purpose) {
        realm.update(Map.of(purpose, alias));
    }

    /** As the flow of one client for this purpose, such as {@code direct_grant}. */
    public void bindTo(String purpose, String clientId) {
        String id = realm.admin("/authentication/flows").path("find { it.alias == '" + alias + "' }.id");
        realm.updateClient(clientId, Map.of("authenticationFlowBindingOverrides", Map.of(purpose, id)));
    }

    private void require(String member, String value, String requirement) {
        Map<String, Object> execution = new HashMap<>(execution(member, value));
        execution.put("requirement", requirement);
        Admin.put(realm.adminPath("/authentication/flows/" + alias + "/executions"), execution);
    }

    private Map<String, Object> execution(String member, String value) {
        List<Map<String, Object>> executions = realm.admin("/authentication/flows/" + alias + "/executions")
                .jsonPath()
                .getList("$");
        return executions.stream()
                .filter(execution -> value.equals(execution.get(member)))
                .findFirst()
                .orElseThrow();
    }
}
