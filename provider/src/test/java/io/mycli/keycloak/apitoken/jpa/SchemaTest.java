package io.mycli.keycloak.apitoken.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The tables on databases that this build does not have: what Liquibase would run there, and whether that fits the
 * limits in the vendors' documentation.
 */
class SchemaTest {

    private static final Path DOCS = Path.of("../docs/reference/schema");

    /** Oracle's before 12.2, which is the least of all. */
    private static final int LONGEST_NAME = 30;

    @TempDir
    Path folder;

    private enum Vendor {
        /** Four bytes per character (utf8mb4); keys of InnoDB with DYNAMIC rows. */
        MYSQL("mysql?version=8.4", 3072, 4, 4),
        MARIADB("mariadb?version=11.4", 3072, 4, 4),
        /**
         * One byte in a varchar, two in an nvarchar; 900 bytes for a clustered key, which the primary one is, 1700 for
         * others.
         */
        MSSQL("mssql?version=16.0", 900, 1, 2),
        /**
         * Bytes of a VARCHAR2 unless NLS_LENGTH_SEMANTICS says characters, which then may have four; three quarters of
         * a block of 8 KiB.
         */
        ORACLE("oracle?version=19.0", 6398, 4, 2),
        /** A third of a page. */
        POSTGRESQL("postgresql?version=18.0", 2704, 4, 4),
        /** Knows no limit. */
        H2("h2?version=2.4", Integer.MAX_VALUE, 4, 4);

        private final String offline;
        private final int longestKey;
        private final int bytesOfVarchar;
        private final int bytesOfNvarchar;

        Vendor(String offline, int longestKey, int bytesOfVarchar, int bytesOfNvarchar) {
            this.offline = offline;
            this.longestKey = longestKey;
            this.bytesOfVarchar = bytesOfVarchar;
            this.bytesOfNvarchar = bytesOfNvarchar;
        }

        private int bytes(GeneratedSchema.Type type) {
            if (type.length() == 0 || type.name().equalsIgnoreCase("NUMBER")) {
                return 22; // the most that a number takes, on Oracle
            }
            return type.length() * (isUnicode(type) ? bytesOfNvarchar : bytesOfVarchar);
        }

        private static boolean isUnicode(GeneratedSchema.Type type) {
            return type.name().toUpperCase(Locale.ROOT).startsWith("NVARCHAR");
        }
    }

    private GeneratedSchema schema(Vendor vendor) throws Exception {
        return GeneratedSchema.of(vendor.offline, folder);
    }

    /** What administrators read is what would be run. After a change: -Dschema.write=true. */
    @ParameterizedTest
    @EnumSource
    void isAsDocumented(Vendor vendor) throws Exception {
        Path documented = DOCS.resolve(vendor.name().toLowerCase(Locale.ROOT) + ".sql");
        if (Boolean.getBoolean("schema.write")) {
            Files.writeString(documented, schema(vendor).sql());
        }

        assertThat(documented).hasContent(schema(vendor).sql());
    }

    @ParameterizedTest
    @EnumSource
    void hasOnlyTypesThatFitIntoRowsAndKeys(Vendor vendor) throws Exception {
        Map<String, GeneratedSchema.Type> columns = schema(vendor).columns();

        assertThat(columns).hasSize(36);
        assertThat(columns.values())
                .extracting(type -> type.name().toUpperCase(Locale.ROOT))
                .isSubsetOf(
                        "VARCHAR",
                        "VARCHAR2",
                        "NVARCHAR",
                        "NVARCHAR2",
                        "BIGINT",
                        "NUMBER",
                        "TEXT",
                        "BIT",
                        "BOOLEAN",
                        "TINYINT");
        // All columns together fit into one row of InnoDB; the longest one into Oracle's VARCHAR2.
        assertThat(columns.values()).extracting(GeneratedSchema.Type::length).allMatch(length -> length <= 2000);
        assertThat(columns.values().stream().mapToInt(vendor::bytes).sum()).isLessThan(65_535);
    }

    @Test
    void installPageNamesAllTablesForTheirRemoval() throws Exception {
        Set<String> tables = Pattern.compile("CREATE TABLE (?:PUBLIC\\.)?(\\w+)")
                .matcher(String.join("\n", schema(Vendor.H2).creations()))
                .results()
                .map(created -> created.group(1))
                .collect(Collectors.toSet());
        String page = Files.readString(Path.of("../docs/install.md"));
        String removal = page.substring(page.indexOf("## Remove"));

        assertThat(tables).hasSizeGreaterThan(4);
        assertThat(tables).allSatisfy(table -> assertThat(removal).contains("`" + table + "`"));
    }

    /** Names are people's own words, so that their column has to take all of Unicode. */
    @ParameterizedTest
    @EnumSource(names = {"MSSQL", "ORACLE"})
    void keepsNamesInUnicode(Vendor vendor) throws Exception {
        GeneratedSchema.Type type =
                Objects.requireNonNull(schema(vendor).columns().get("NAME"));

        assertThat(type.name().toUpperCase(Locale.ROOT)).startsWith("NVARCHAR");
    }

    @ParameterizedTest
    @EnumSource
    void hasKeysThatAreShortEnough(Vendor vendor) throws Exception {
        GeneratedSchema schema = schema(vendor);
        Map<String, GeneratedSchema.Type> columns = schema.columns();

        assertThat(schema.keys().keySet())
                .containsExactlyInAnyOrder(
                        "MYC_PK_API_TOKEN",
                        "MYC_UK_TOKEN_HASH",
                        "MYC_IDX_TOKEN_PREVIOUS",
                        "MYC_UK_TOKEN_SLOT",
                        "MYC_UK_TOKEN_NAME",
                        "MYC_IDX_TOKEN_EXPIRES",
                        "MYC_IDX_TOKEN_REVOKED",
                        "MYC_IDX_TOKEN_NOTICE",
                        "MYC_IDX_TOKEN_NEWS",
                        "MYC_PK_API_TOKEN_MAIL",
                        "MYC_IDX_TOKEN_MAIL_NEXT",
                        "MYC_IDX_TOKEN_CREATED",
                        "MYC_IDX_TOKEN_ENDS",
                        "MYC_IDX_TOKEN_ACTIVE",
                        "MYC_IDX_TOKEN_SEARCH",
                        "MYC_IDX_TOKEN_NAME_START",
                        "MYC_IDX_TOKEN_PREFIX",
                        "MYC_IDX_TOKEN_PROFILE",
                        "MYC_IDX_TOKEN_CLIENT",
                        "MYC_PK_API_TOKEN_ROLE",
                        "MYC_PK_API_TOKEN_AUDIENCE",
                        "MYC_PK_API_TOKEN_USE");
        schema.keys()
                .forEach((key, names) -> assertThat(names.stream()
                                .mapToInt(name -> vendor.bytes(Objects.requireNonNull(columns.get(name))))
                                .sum())
                        .as(key)
                        .isLessThanOrEqualTo(vendor.longestKey));
    }

    /** SQL Server takes two nulls for equal in a unique key, and Oracle an empty string for null. */
    @ParameterizedTest
    @EnumSource
    void hasNoNullInUniqueKeys(Vendor vendor) throws Exception {
        GeneratedSchema schema = schema(vendor);
        String create = String.join("\n", schema.creations());

        Set<String> unique = Set.of(
                "MYC_PK_API_TOKEN",
                "MYC_PK_API_TOKEN_MAIL",
                "MYC_PK_API_TOKEN_ROLE",
                "MYC_PK_API_TOKEN_AUDIENCE",
                "MYC_PK_API_TOKEN_USE",
                "MYC_UK_TOKEN_HASH",
                "MYC_UK_TOKEN_SLOT",
                "MYC_UK_TOKEN_NAME");
        assertThat(schema.keys().entrySet().stream()
                        .filter(key -> unique.contains(key.getKey()))
                        .flatMap(key -> key.getValue().stream()))
                .isNotEmpty()
                .allSatisfy(column ->
                        assertThat(create).containsPattern("\\b" + column + "\\b[^,]*(\\([^)]*\\))?[^,]* NOT NULL"));
    }

    @ParameterizedTest
    @EnumSource
    void hasNamesThatNoVendorKeepsOrCuts(Vendor vendor) throws Exception {
        GeneratedSchema schema = schema(vendor);
        List<String> names = Stream.of(
                        Stream.of(
                                "MYC_API_TOKEN",
                                "MYC_API_TOKEN_MAIL",
                                "MYC_API_TOKEN_ROLE",
                                "MYC_API_TOKEN_AUDIENCE",
                                "MYC_API_TOKEN_USE",
                                "DATABASECHANGELOG_API_TOKEN_"),
                        schema.columns().keySet().stream(),
                        schema.keys().keySet().stream())
                .flatMap(some -> some)
                .toList();

        assertThat(schema.isReserved("SELECT")).as("the list of " + vendor).isTrue();
        assertThat(names).noneMatch(schema::isReserved).allMatch(name -> name.length() <= LONGEST_NAME);
    }
}
