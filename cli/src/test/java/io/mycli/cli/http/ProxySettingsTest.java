package io.mycli.cli.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mycli.cli.CliException;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProxySettingsTest {

    private static final String PROXY = "http://127.0.0.1:3128";

    @Test
    void httpsGoesThroughProxy() {
        for (String variable : new String[] {"HTTPS_PROXY", "https_proxy"}) {
            assertThat(address(Map.of(variable, PROXY), "https://sso.example.com/realms/demo"))
                    .as(variable)
                    .hasToString("/127.0.0.1:3128");
        }
        assertThat(address(
                        Map.of("https_proxy", PROXY, "HTTPS_PROXY", "http://127.0.0.2:80"), "https://sso.example.com"))
                .as("as curl")
                .hasToString("/127.0.0.1:3128");
        assertThat(address(Map.of("HTTPS_PROXY", "127.0.0.1:8080/"), "https://sso.example.com"))
                .hasToString("/127.0.0.1:8080");
    }

    @Test
    void javaDecidesWithoutVariable() {
        assertThat(proxy(Map.of(), "https://sso.example.com")).isEmpty();
    }

    @Test
    void loopbackNeedsNone() {
        assertThat(proxy(Map.of("HTTPS_PROXY", PROXY), "http://localhost:8080/realms/demo"))
                .contains(Proxy.NO_PROXY);
        assertThat(proxy(Map.of("HTTPS_PROXY", PROXY), "https://127.0.0.1:8443"))
                .contains(Proxy.NO_PROXY);
    }

    @Test
    void exceptionsAreHostsAndTheirSubdomains() {
        for (String exception : new String[] {
            "*", "example.com", ".example.com", "*.example.com", "other, SSO.example.com", "sso.example.com:443"
        }) {
            assertThat(excepted(exception)).as(exception).contains(Proxy.NO_PROXY);
        }
        for (String exception : new String[] {"ample.com", "com.example", "sso.example.com:8443", ",", "example.co"}) {
            assertThat(excepted(exception)).as(exception).isNotEqualTo(Optional.of(Proxy.NO_PROXY));
        }
    }

    @Test
    void userWithoutPasswordHasEmptyOne() {
        ProxySettings settings = new ProxySettings(
                name -> Optional.of("http://ci@127.0.0.1:3128").filter(any -> name.equals("HTTPS_PROXY")));

        assertThat(settings.authorization(URI.create("https://sso.example.com")))
                .contains("Basic Y2k6");
        assertThat(settings.authorization(URI.create("http://localhost:8080"))).isEmpty();
    }

    @Test
    void invalidProxyIsToldWithoutItsPassword() {
        for (String url : new String[] {
            "socks5://u:hunter2@h:1", "https://u:hunter2@h:1", "http://u:hunter2@", "http://u:hunter2@h^"
        }) {
            assertThatThrownBy(() -> proxy(Map.of("HTTPS_PROXY", url), "https://sso.example.com"))
                    .as(url)
                    .isInstanceOf(CliException.class)
                    .hasMessage("The proxy of HTTPS_PROXY is no URL of an HTTP proxy.")
                    .hasNoCause();
        }
    }

    private static Optional<Proxy> excepted(String exceptions) {
        return proxy(Map.of("HTTPS_PROXY", PROXY, "NO_PROXY", exceptions), "https://sso.example.com");
    }

    private static Object address(Map<String, String> variables, String url) {
        return proxy(variables, url).orElseThrow().address();
    }

    private static Optional<Proxy> proxy(Map<String, String> variables, String url) {
        return new ProxySettings(name -> Optional.ofNullable(variables.get(name))).proxy(URI.create(url));
    }
}
