package io.mycli.keycloak.apitoken.admin;

import io.mycli.keycloak.apitoken.error.ApiTokenException;
import io.mycli.keycloak.apitoken.representation.AdminApiTokenRepresentation;
import io.mycli.keycloak.apitoken.representation.ApiTokenRepresentation;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.util.JsonSerialization;

/** A format of exports. */
enum ExportFormat {

    /** RFC 4180, with a header line. */
    CSV("text/csv;charset=UTF-8") {
        @Override
        void writeHeader(Writer writer) throws IOException {
            writeLine(
                    writer,
                    List.of(
                            "id",
                            "ownerId",
                            "username",
                            "clientId",
                            "name",
                            "description",
                            "prefix",
                            "state",
                            "access",
                            "roles",
                            "audience",
                            "profile",
                            "scope",
                            "createdAt",
                            "rotatedAt",
                            "previousValidUntil",
                            "expiresAt",
                            "revokedAt",
                            "revocationReason",
                            "lastUsedAt",
                            "lastUsedBy"));
        }

        @Override
        void write(AdminApiTokenRepresentation row, Writer writer) throws IOException {
            ApiTokenRepresentation token = row.token();
            writeLine(
                    writer,
                    Arrays.asList(
                            token.id(),
                            row.ownerId(),
                            row.username(),
                            row.clientId(),
                            token.name(),
                            token.description(),
                            token.prefix(),
                            row.state(),
                            token.roles() == null ? "full" : "restricted",
                            joined(token.roles()),
                            joined(token.audience()),
                            token.profile(),
                            token.scope(),
                            token.createdAt(),
                            token.rotatedAt(),
                            token.previousValidUntil(),
                            token.expiresAt(),
                            row.revokedAt(),
                            row.revocationReason(),
                            token.lastUsedAt(),
                            token.lastUsedBy()));
        }
    },

    /** A token per line, as in lists. */
    NDJSON("application/x-ndjson") {
        @Override
        void writeHeader(Writer writer) {
            // none
        }

        @Override
        void write(AdminApiTokenRepresentation row, Writer writer) throws IOException {
            writer.write(JsonSerialization.writeValueAsString(row));
            writer.write('\n');
        }
    };

    /** The characters with which a spreadsheet begins a formula, also in their full-width forms. */
    private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private static final Pattern QUOTED = Pattern.compile("[\",;'\\s]");

    private final String mediaType;

    ExportFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /**
     * Returns the format of a name; CSV for null.
     *
     * @throws ApiTokenException INVALID_REQUEST
     */
    static ExportFormat of(@Nullable String name) {
        return name == null
                ? CSV
                : Stream.of(values())
                        .filter(format -> format.extension().equals(name))
                        .findFirst()
                        .orElseThrow(() -> FilterParameters.invalid(
                                TokenExport.FORMAT, "The format is unknown. Send csv or ndjson."));
    }

    String mediaType() {
        return mediaType;
    }

    String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    abstract void writeHeader(Writer writer) throws IOException;

    abstract void write(AdminApiTokenRepresentation row, Writer writer) throws IOException;

    private static @Nullable String joined(@Nullable List<String> values) {
        return values == null ? null : String.join(" ", values);
    }

    private static void writeLine(Writer writer, List<@Nullable String> cells) throws IOException {
        writer.write(cells.stream().map(ExportFormat::cell).collect(Collectors.joining(",")));
        writer.write("\r\n");
    }

    /**
     * Returns a cell. One that a spreadsheet would take for a formula gets an apostrophe, because an owner chooses the
     * name of a token, and an administrator opens the file.
     */
    static String cell(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        String safe = FORMULA.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
        return QUOTED.matcher(safe).find() ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
