package io.mycli.cli.token;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.mycli.cli.http.ErrorResponse;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a new token may do, and at which resource servers, as the options of a command choose it. */
public final class RequestedAccess {

    private static final String INVALID_ROLE = "INVALID_ROLE";
    private static final String INVALID_AUDIENCE = "INVALID_AUDIENCE";
    private static final String ROLES_REQUIRED = "ROLES_REQUIRED";

    private final Set<String> roles;
    private final Set<String> audience;

    /**
     * @param roles null for everything that the owner may do
     * @param audience null for all resource servers
     */
    public RequestedAccess(Collection<String> roles, Collection<String> audience) {
        this.roles = roles == null ? null : new LinkedHashSet<>(roles);
        this.audience = audience == null ? null : new LinkedHashSet<>(audience);
    }

    /**
     * Adds the members of a creation.
     *
     * @param choices called if a role may be one of a client
     */
    void addTo(JsonObject request, Supplier<TokenChoices> choices) {
        if (roles != null) {
            addRoles(request, choices);
        }
        if (audience != null) {
            request.add("audience", array(audience));
        }
    }

    private void addRoles(JsonObject request, Supplier<TokenChoices> choices) {
        JsonArray realmRoles = new JsonArray();
        JsonObject clientRoles = new JsonObject();
        TokenChoices offered =
                roles.stream().anyMatch(role -> role.contains("/")) ? choices.get() : TokenChoices.of(new JsonObject());
        for (String text : roles) {
            RoleName role = offered.role(text);
            if (role.clientId() == null) {
                realmRoles.add(role.name());
            } else {
                if (!clientRoles.has(role.clientId())) {
                    clientRoles.add(role.clientId(), new JsonArray());
                }
                clientRoles.getAsJsonArray(role.clientId()).add(role.name());
            }
        }
        request.add("realmRoles", realmRoles);
        request.add("clientRoles", clientRoles);
    }

    private static JsonElement array(Collection<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }

    /** Returns whether the choices help with a rejection. */
    static boolean concerns(ErrorResponse rejection) {
        return rejection.has(INVALID_ROLE) || rejection.has(INVALID_AUDIENCE) || rejection.has(ROLES_REQUIRED);
    }

    /** Returns a rejection with the wrong values, and the options instead of the members. */
    ErrorResponse explained(ErrorResponse rejection, TokenChoices choices) {
        return rejection.described(member -> switch (String.valueOf(member.code())) {
            case INVALID_ROLE -> unavailable(roles, choices.roles(), member);
            case INVALID_AUDIENCE -> unavailable(audience, choices.resourceServers(), member);
            case ROLES_REQUIRED -> "Choose roles with --role, or --no-roles.";
            default -> member.description();
        });
    }

    /** Returns a sentence with the values that the policy does not offer, or the server's if it offers all. */
    private static String unavailable(Set<String> requested, List<String> offered, ErrorResponse.Member member) {
        List<String> missing = requested == null
                ? List.of()
                : requested.stream().filter(value -> !offered.contains(value)).toList();
        return missing.isEmpty() ? member.description() : "Not available: " + TokenChoices.shown(missing) + ".";
    }

    /** Returns the values to choose from, a line for each option. */
    static String hint(ErrorResponse rejection, TokenChoices choices) {
        boolean hasAudience = rejection.has(INVALID_AUDIENCE);
        boolean hasRole = rejection.has(INVALID_ROLE) || rejection.has(ROLES_REQUIRED);
        return Stream.of(
                        hasRole ? "Roles to choose from: " + TokenChoices.shown(choices.roles()) : "",
                        hasAudience
                                ? "Resource servers to choose from: " + TokenChoices.shown(choices.resourceServers())
                                : "")
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }
}
