package io.mycli.keycloak.apitoken.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The dashboard and the page on metrics speak of what the code counts. */
class DashboardTest {

    private static final Path DOCS = Path.of("../docs/operate");
    private static final Pattern METRIC = Pattern.compile("keycloak_api_\\w+");

    /** As Prometheus gets them: dots become underscores, counters end in {@code _total}. */
    private static final Set<String> EXPOSED = Set.of(
            prometheus(ApiTokenMetrics.INTROSPECTIONS) + "_total",
            prometheus(ApiTokenMetrics.CACHE_REQUESTS) + "_total",
            prometheus(ApiTokenMetrics.CLAIMS) + "_total",
            prometheus(ApiTokenMetrics.LAST_USED_WRITES) + "_total",
            prometheus(ApiTokenMetrics.MAILS) + "_total",
            prometheus(ApiTokenMetrics.EXPIRATIONS) + "_total",
            prometheus(ApiTokenMetrics.FLUSH_SIZE),
            prometheus(ApiTokenMetrics.FLUSH_SIZE) + "_sum",
            prometheus(ApiTokenMetrics.FLUSH_SIZE) + "_count",
            prometheus(TokenGauges.TOKENS));

    private static String prometheus(String name) {
        return name.replace('.', '_');
    }

    @Test
    void dashboardAsksForMetricsThatExist() throws IOException {
        JsonNode dashboard =
                new ObjectMapper().readTree(Files.readString(DOCS.resolve("grafana/keycloak-api-tokens.json")));
        Set<String> asked = new TreeSet<>();
        for (JsonNode expression : dashboard.findValues("expr")) {
            METRIC.matcher(expression.textValue()).results().forEach(name -> asked.add(name.group()));
        }

        assertThat(asked).hasSize(6).isSubsetOf(EXPOSED);
    }

    @Test
    void pageNamesEveryMetric() throws IOException {
        String page = Files.readString(DOCS.resolve("monitoring.md"));

        assertThat(METRIC.matcher(page).results().map(name -> name.group())).isSubsetOf(EXPOSED);
        assertThat(page)
                .contains(List.of(
                        prometheus(ApiTokenMetrics.INTROSPECTIONS) + "_total`",
                        prometheus(ApiTokenMetrics.CACHE_REQUESTS) + "_total`",
                        prometheus(ApiTokenMetrics.CLAIMS) + "_total`",
                        prometheus(ApiTokenMetrics.LAST_USED_WRITES) + "_total`",
                        prometheus(ApiTokenMetrics.MAILS) + "_total`",
                        prometheus(ApiTokenMetrics.EXPIRATIONS) + "_total`",
                        prometheus(ApiTokenMetrics.FLUSH_SIZE) + "`",
                        prometheus(TokenGauges.TOKENS) + "`"));
    }
}
