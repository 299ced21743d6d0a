package io.mycli.keycloak.apitoken.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mycli.keycloak.apitoken.representation.PolicySettingsRepresentation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keycloak.util.JsonSerialization;

class PolicySettingsTest {

    /** An attribute of a realm or a client, as pages write it. */
    private static final Pattern ATTRIBUTE = Pattern.compile("`(api-tokens\\.[a-z-]+)`");

    /** Keycloak's mapper leaves out what is null. */
    @Test
    void jsonHasEachMemberInOrder() throws IOException {
        PolicySettings settings = PolicySettings.read(new RealmAttributes(
                Map.of("api-tokens.profiles", "team-b,team-a", "api-tokens.max-lifetime", "90d")::get));

        assertThat(JsonSerialization.writeValueAsString(
                        new PolicySettingsRepresentation(settings.toJson(), null, "none", "1")))
                .isEqualTo(
                        "{\"enabled\":false,\"maxPerUser\":10,\"defaultLifetime\":null,\"maxLifetime\":\"90d\","
                                + "\"requireExpiry\":false,\"clients\":[],\"profiles\":[\"team-a\",\"team-b\"],"
                                + "\"recentLoginSeconds\":null,\"inactivityDays\":null,\"leakReports\":false,\"endOnLogoutAll\":false,"
                                + "\"fullAccess\":true,\"scopes\":[],"
                                + "\"mailCreated\":true,\"mailRotated\":true,\"mailExpiring\":true,\"mailExpired\":true,"
                                + "\"mailRevoked\":true,\"mailLeaked\":true,\"notBefore\":null,\"problem\":\"none\",\"revision\":\"1\"}");
    }

    @Test
    void revisionIsAnotherForOtherSettings() {
        PolicySettings defaults = PolicySettings.read(new RealmAttributes(name -> null));
        PolicySettings same = PolicySettings.read(new RealmAttributes(Map.of("api-tokens.max-per-user", "10")::get));
        PolicySettings other = PolicySettings.read(new RealmAttributes(Map.of("api-tokens.max-per-user", "11")::get));

        assertThat(defaults.revision(null)).hasSize(16).isEqualTo(same.revision(null));
        assertThat(defaults.revision(null))
                .isNotEqualTo(other.revision(null))
                .isNotEqualTo(defaults.revision("unreadable"));
    }

    @Test
    void pagesNameEachSetting() throws IOException {
        String attributes = Files.readString(Path.of("../docs/configure.md"));
        String members = Files.readString(Path.of("../docs/reference/rest-admin.md"));

        for (PolicySetting<?> setting : PolicySetting.all()) {
            assertThat(attributes).contains("`" + setting.attribute() + "`");
            assertThat(members).contains("`" + setting.member() + "`");
        }
    }

    @Test
    void noPageInventsSetting() throws IOException {
        Set<String> known = new HashSet<>(Set.of("api-tokens.accepted", EndingPolicy.NOT_BEFORE.attribute()));
        PolicySetting.all().forEach(setting -> known.add(setting.attribute()));

        try (Stream<Path> pages = Files.walk(Path.of("../docs"))) {
            for (Path page :
                    pages.filter(file -> file.toString().endsWith(".md")).toList()) {
                assertThat(ATTRIBUTE.matcher(Files.readString(page)).results().map(name -> name.group(1)))
                        .as("%s", page)
                        .isSubsetOf(known);
            }
        }
    }
}
