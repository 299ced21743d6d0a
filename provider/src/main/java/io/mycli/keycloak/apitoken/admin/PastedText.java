package io.mycli.keycloak.apitoken.admin;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.StoredSecret;
import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.representation.AdminApiTokenRepresentation;
import io.mycli.keycloak.apitoken.representation.FoundSecretsRepresentation;
import io.mycli.keycloak.apitoken.secret.ApiTokenSecret;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.RealmModel;

/** A text of an incident, for example a log line or JSON, and the secrets in it. */
final class PastedText {

    /** The maximum size of a request: ten thousand lines of a log. */
    static final int MAX_BYTES = 2 * 1024 * 1024;

    private static final int MAX_SECRETS = 1000;

    private final ApiTokenProvider tokens;
    private final RealmModel realm;
    private final AdminPermissions rights;
    private final OwnerLookup owners;

    PastedText(ApiTokenProvider tokens, RealmModel realm, AdminPermissions rights, OwnerLookup owners) {
        this.tokens = tokens;
        this.realm = realm;
        this.rights = rights;
        this.owners = owners;
    }

    /**
     * Returns what looks like a secret, each once and in order.
     *
     * @throws ApiTokenException INVALID_REQUEST if the text is missing or has too many
     */
    FoundSecretsRepresentation secrets(
            @Nullable String text, Function<ApiTokenModel, AdminApiTokenRepresentation> toRepresentation) {
        Map<String, Optional<ApiTokenSecret>> found = find(text);
        Map<String, StoredSecret> known = tokens.getByHashes(
                realm, found.values().stream().flatMap(Optional::stream).toList());
        Map<String, ApiTokenModel> visible = new LinkedHashMap<>();
        Set<String> unknown = new LinkedHashSet<>();
        Set<String> malformed = new LinkedHashSet<>();
        Set<String> forbidden = new LinkedHashSet<>();
        found.forEach((candidate, secret) -> {
            String prefix = tokens.secretFormat().prefixOf(candidate);
            StoredSecret stored =
                    secret.map(ApiTokenSecret::hash).map(known::get).orElse(null);
            if (secret.isEmpty()) {
                malformed.add(prefix);
            } else if (stored == null) {
                unknown.add(prefix);
            } else if (rights.canView(owners.of(stored.token()))) {
                visible.put(stored.token().id(), stored.token());
            } else {
                forbidden.add(prefix);
            }
        });
        return new FoundSecretsRepresentation(
                visible.values().stream().map(toRepresentation).toList(),
                List.copyOf(unknown),
                List.copyOf(malformed),
                List.copyOf(forbidden));
    }

    private Map<String, Optional<ApiTokenSecret>> find(@Nullable String text) {
        if (text == null) {
            throw FilterParameters.invalid("text", "The text is missing. Send one that may contain API tokens.");
        }
        Map<String, Optional<ApiTokenSecret>> found = tokens.secretFormat().findIn(text);
        if (found.size() > MAX_SECRETS) {
            throw FilterParameters.invalid(
                    "text", "The text has more than " + MAX_SECRETS + " secrets. Send it in parts.");
        }
        return found;
    }
}
