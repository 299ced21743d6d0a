package io.mycli.cli.token;

import com.google.gson.JsonObject;
import io.mycli.cli.Json;
import io.mycli.cli.terminal.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The roles and resource servers that the policy offers for a token. */
public final class TokenChoices {

    private static final int MAX_SHOWN = 20;

    private final List<RoleName> roles = new ArrayList<>();
    private final List<String> resourceServers;

    private TokenChoices(List<RoleName> roles, List<String> resourceServers) {
        this.roles.addAll(roles);
        this.resourceServers = resourceServers;
    }

    static TokenChoices of(JsonObject policy) {
        Stream<RoleName> realmRoles = names(policy, "realmRoles", "name").map(RoleName::ofRealm);
        JsonObject clients = Json.child(policy, "clientRoles");
        Stream<RoleName> clientRoles = clients.keySet().stream()
                .flatMap(client -> names(clients, client, "name").map(role -> new RoleName(client, role)));
        return new TokenChoices(
                Stream.concat(realmRoles, clientRoles).toList(),
                names(policy, "resourceServers", "clientId").toList());
    }

    private static Stream<String> names(JsonObject object, String array, String member) {
        return Json.objects(object, array).stream()
                .map(element -> Json.text(element, member))
                .filter(Objects::nonNull);
    }

    /** Returns the roles as {@code --role} takes them. */
    public List<String> roles() {
        return roles.stream().map(RoleName::text).toList();
    }

    /** Returns the client ids of the resource servers. */
    public List<String> resourceServers() {
        return resourceServers;
    }

    /**
     * Returns the role that a text names. Both client ids and names may have slashes, so an offered role takes
     * precedence, that of a client first. Otherwise it is a role of an offered client, or else of the realm.
     */
    RoleName role(String text) {
        List<RoleName> named =
                roles.stream().filter(role -> role.text().equals(text)).toList();
        return named.stream()
                .filter(role -> role.clientId() != null)
                .findFirst()
                .or(() -> named.stream().findFirst())
                .or(() -> roles.stream()
                        .map(RoleName::clientId)
                        .filter(client -> client != null && text.startsWith(client + "/"))
                        .findFirst()
                        .map(client -> new RoleName(client, text.substring(client.length() + 1))))
                .orElseGet(() -> RoleName.ofRealm(text));
    }

    /** Returns names for a message: {@code builder, catalog-server/deployer and 5 more}. */
    static String shown(List<String> names) {
        String shown = String.join(
                ", ", names.stream().limit(MAX_SHOWN).map(Printable::line).toList());
        int others = names.size() - MAX_SHOWN;
        return names.isEmpty() ? "none" : others > 0 ? shown + " and " + others + " more" : shown;
    }
}
