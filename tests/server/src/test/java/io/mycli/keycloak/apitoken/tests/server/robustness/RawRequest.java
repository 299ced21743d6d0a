package io.mycli.keycloak.apitoken.tests.server.robustness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.mycli.keycloak.apitoken.tests.support.server.KeycloakServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * A request as it goes over the wire: an HTTP client would repair, merge or refuse half of what is worth sending. Every
 * string is of bytes, one in each {@code char}; {@link #bytes} makes one of text.
 */
record RawRequest(String method, String target, List<Header> headers, String body) {

    private static final int TIMEOUT_MILLIS = 60_000;

    /** What the server reads of a head before it refuses to read on, and hangs up on whoever goes on writing. */
    private static final int SMALL_HEAD = 8 * 1024;

    private static final int SMALL_BODY = 64 * 1024;

    /** One line of the head. */
    record Header(String name, String value) {}

    static RawRequest of(String method, String target) {
        return new RawRequest(method, target, List.of(), "");
    }

    /** Adds the header, beside one of the same name. */
    RawRequest with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new RawRequest(method, target, more, body);
    }

    /** Adds the header in the place of any of the same name. */
    RawRequest withOnly(String name, String value) {
        return without(name).with(name, value);
    }

    RawRequest without(String name) {
        return new RawRequest(
                method,
                target,
                headers.stream().filter(header -> !header.name().equals(name)).toList(),
                body);
    }

    RawRequest withBearer(String bearer) {
        return with("Authorization", "Bearer " + bearer);
    }

    RawRequest withBody(String contentType, String bytes) {
        return new RawRequest(method, target, headers, bytes).with("Content-Type", contentType);
    }

    /** The text in UTF-8, a byte in each char. */
    static String bytes(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    /** The same for another entry point. */
    RawRequest to(String otherTarget) {
        return new RawRequest(method, otherTarget, headers, body);
    }

    /** Whether the server has to hear us out: it may hang up on what is long, or has no request line of HTTP. */
    boolean mustBeAnswered() {
        return head().length() < SMALL_HEAD
                && body.length() < SMALL_BODY
                && target.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    /** Sends it on a connection of its own. The answer is held against the description of its API. */
    RawAnswer send() throws IOException {
        RawAnswer answer = sendUnchecked();
        answer.requireAsDescribed(this);
        return answer;
    }

    /** The answer may be anything. */
    RawAnswer sendUnchecked() throws IOException {
        URI server = URI.create(KeycloakServer.get().baseUrl());
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            try {
                socket.getOutputStream().write((head() + body).getBytes(ISO_8859_1));
            } catch (IOException e) {
                // It has answered already, and no longer listens.
            }
            return RawAnswer.parse(readAll(socket));
        }
    }

    private static String readAll(Socket socket) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int n = socket.getInputStream().read(buffer);
                    n >= 0;
                    n = socket.getInputStream().read(buffer)) {
                answer.write(buffer, 0, n);
            }
        } catch (java.net.SocketException e) {
            // It hung up on what we still had to say; what came before counts.
        }
        return answer.toString(ISO_8859_1);
    }

    private String head() {
        StringBuilder head =
                new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        head.append("Host: ")
                .append(URI.create(KeycloakServer.get().baseUrl()).getAuthority())
                .append("\r\nConnection: close\r\n");
        headers.forEach(header ->
                head.append(header.name()).append(": ").append(header.value()).append("\r\n"));
        if (!method.equals("GET") || !body.isEmpty()) {
            head.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    /** For a report: long, and without the bearer of a live session. */
    String describe() {
        String text =
                (head() + body).replaceAll("[^\\x20-\\x7e]", "?").replaceAll("(eyJ[\\w-]{10})[\\w.-]{40,}", "$1~");
        return text.length() > 700 ? text.substring(0, 700) + "~ (" + text.length() + " bytes)" : text;
    }
}
