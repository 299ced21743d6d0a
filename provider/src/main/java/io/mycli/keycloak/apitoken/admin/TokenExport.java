package io.mycli.keycloak.apitoken.admin;

import io.mycli.keycloak.apitoken.ApiTokenModel;
import io.mycli.keycloak.apitoken.ApiTokenProvider;
import io.mycli.keycloak.apitoken.TokenOwner;
import io.mycli.keycloak.apitoken.policy.UtcTime;
import io.mycli.keycloak.apitoken.representation.AdminApiTokenRepresentation;
import io.mycli.keycloak.apitoken.transaction.TransactionRetry;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;

/**
 * The export of tokens as a file. It reads and writes parts of a thousand tokens, so the memory does not depend on their
 * number. Each part has a transaction of its own. The request's transaction ends before, so the export holds one
 * connection at most, and none while the client reads slowly.
 */
final class TokenExport {

    static final String FORMAT = "format";

    private static final int PART = 1000;

    /** A part, and the id of its last token; null at the end. */
    private record Part(
            List<AdminApiTokenRepresentation> tokens,
            @Nullable String last) {}

    private final KeycloakSession session;
    private final KeycloakSessionFactory factory;
    private final String realmId;
    private final String realmName;
    private final VisibleTokens.Selection selection;
    private final ExportFormat format;

    TokenExport(KeycloakSession session, RealmModel realm, VisibleTokens.Selection selection, ExportFormat format) {
        this.session = session;
        this.factory = session.getKeycloakSessionFactory();
        this.realmId = realm.getId();
        this.realmName = realm.getName();
        this.selection = selection;
        this.format = format;
    }

    /** Returns the response. A failure after its beginning breaks the connection, so that a part is not taken for all. */
    Response response() {
        CacheControl noStore = new CacheControl();
        noStore.setNoStore(true);
        TransactionRetry.endTransaction(session);
        return Response.ok((StreamingOutput) this::write, format.mediaType())
                .cacheControl(noStore)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + fileName() + "\"")
                .build();
    }

    private String fileName() {
        String realm = realmName.replaceAll("[^A-Za-z0-9_-]", "_");
        return "api-tokens-" + realm + "-" + UtcTime.now().toString().substring(0, 10) + "." + format.extension();
    }

    private void write(OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        format.writeHeader(writer);
        Part part = read(null);
        while (part.last() != null) {
            for (AdminApiTokenRepresentation token : part.tokens()) {
                format.write(token, writer);
            }
            writer.flush();
            part = read(part.last());
        }
        writer.flush();
    }

    private Part read(@Nullable String after) {
        return TransactionRetry.runOnce(factory, own -> {
            RealmModel realm = own.realms().getRealm(realmId);
            if (realm == null) {
                throw new IllegalStateException("The realm was removed during the export");
            }
            own.getContext().setRealm(realm);
            return read(own.getProvider(ApiTokenProvider.class), realm, after);
        });
    }

    private Part read(ApiTokenProvider tokens, RealmModel realm, @Nullable String after) {
        List<ApiTokenModel> found = selection.next(tokens, realm, after, PART);
        Map<String, TokenOwner> owners = tokens.getOwners(
                realm, found.stream().map(ApiTokenModel::ownerId).collect(Collectors.toSet()));
        Instant now = UtcTime.now();
        return new Part(
                found.stream()
                        .map(token -> AdminApiTokenRepresentation.of(token, owners.get(token.ownerId()), realm, now))
                        .toList(),
                found.isEmpty() ? null : found.get(found.size() - 1).id());
    }
}
