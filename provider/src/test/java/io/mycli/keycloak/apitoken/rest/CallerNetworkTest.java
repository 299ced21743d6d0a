package io.mycli.keycloak.apitoken.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerNetworkTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"2001:db8:0:1::1", "2001:DB8::1:ffff:0:0:1", "[2001:db8:0:1::2]", "2001:db8:0:1:a:b:c:d%eth0"})
    void addressesOfOneSlash64AreOne(String address) {
        assertThat(CallerNetwork.of(address)).isEqualTo("20010db800000001/64");
    }

    @Test
    void otherSlash64IsAnother() {
        assertThat(CallerNetwork.of("2001:db8:0:2::1")).isNotEqualTo(CallerNetwork.of("2001:db8:0:1::1"));
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1,192.0.2.1", "::ffff:192.0.2.1,192.0.2.1", "::ffff:c000:201,192.0.2.1"})
    void ipv4IsTheAddress(String address, String network) {
        assertThat(CallerNetwork.of(address)).isEqualTo(network);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "a.example.com", "x:y", "a.example.com:80", "_hidden", ""})
    void otherTextIsItself(String text) {
        assertThat(CallerNetwork.of(text)).isEqualTo(text);
    }

    @Test
    void noAddressIsNoError() {
        assertThat(CallerNetwork.of(null)).isEqualTo("null");
    }
}
