package io.mycli.keycloak.apitoken.rest;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The network that a request comes from, as far as one subscriber has it: an IPv4 address, or the /64 of an IPv6 address. */
final class CallerNetwork {

    private static final int BYTES_OF_64_BITS = 8;

    private CallerNetwork() {}

    /**
     * Returns the same text for all addresses of a network, and any other text as it is.
     *
     * @param address as the server has it; behind a proxy, a caller may have invented it
     */
    static String of(@Nullable String address) {
        if (address == null || address.indexOf(':') < 0) {
            return String.valueOf(address);
        }
        try {
            // In brackets, it is read as an IPv6 address or not at all: no name is looked up.
            InetAddress parsed = InetAddress.getByName("[" + withoutBracketsAndZone(address) + "]");
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), BYTES_OF_64_BITS)) + "/64"
                    : parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }

    private static String withoutBracketsAndZone(String address) {
        int zone = address.indexOf('%');
        return (zone < 0 ? address : address.substring(0, zone)).replaceAll("[\\[\\]]", "");
    }
}
