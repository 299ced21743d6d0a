package io.mycli.keycloak.apitoken.admin;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.StoredSecret;
import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.representation.AdminApiTokenRepresentation;
import io.mycli.keycloak.apitoken.representation.FoundSecretRepresentation;
import io.mycli.keycloak.apitoken.secret.ApiTokenSecret;
import io.mycli.keycloak.apitoken.secret.SecretFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    List<FoundSecretRepresentation> secrets(
            @Nullable String text, Function<ApiTokenModel, AdminApiTokenRepresentation> toRepresentation) {
        if (text == null) {
            throw FilterParameters.invalid("text", "The text is missing. Send one that may contain API tokens.");
        }
        SecretFormat format = tokens.secretFormat();
        Map<String, Optional<ApiTokenSecret>> found = format.findIn(text);
        if (found.size() > MAX_SECRETS) {
            throw FilterParameters.invalid(
                    "text", "The text has more than " + MAX_SECRETS + " secrets. Send it in parts.");
        }
        Map<String, StoredSecret> known = tokens.getByHashes(
                realm, found.values().stream().flatMap(Optional::stream).toList());
        return found.entrySet().stream()
                .map(entry -> toRepresentation(
                        format.prefixOf(entry.getKey()), entry.getValue().orElse(null), known, toRepresentation))
                .toList();
    }

    private FoundSecretRepresentation toRepresentation(
            String prefix,
            @Nullable ApiTokenSecret secret,
            Map<String, StoredSecret> known,
            Function<ApiTokenModel, AdminApiTokenRepresentation> toRepresentation) {
        if (secret == null) {
            return new FoundSecretRepresentation(prefix, "malformed", null);
        }
        StoredSecret stored = known.get(secret.hash());
        if (stored == null) {
            return new FoundSecretRepresentation(prefix, "unknown", null);
        }
        if (!rights.canView(owners.of(stored.token()))) {
            return new FoundSecretRepresentation(prefix, "forbidden", null);
        }
        return new FoundSecretRepresentation(prefix, "found", toRepresentation.apply(stored.token()));
    }
}
