package io.mycli.keycloak.apitoken.tests.server.robustness;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.mycli.keycloak.apitoken.tests.support.OpenApi;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An answer as it came over the wire, a byte in each {@code char}.
 *
 * @param status 0 where the server hung up without one
 */
record RawAnswer(int status, String head, String body) {

    private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]+)[^\\r]*\\r\\n");

    static RawAnswer parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0 || !text.startsWith("HTTP/1.1 ")) {
            return new RawAnswer(0, text, "");
        }
        String head = text.substring(0, end + 2);
        String body = text.substring(end + 4);
        boolean chunked = head.toLowerCase(Locale.ROOT).contains("\r\ntransfer-encoding: chunked\r\n");
        return new RawAnswer(Integer.parseInt(text.substring(9, 12)), head, chunked ? joined(body) : body);
    }

    private static String joined(String chunks) {
        StringBuilder body = new StringBuilder();
        Matcher chunk = CHUNK.matcher(chunks);
        for (int at = 0; chunk.find(at); ) {
            int length = Integer.parseInt(chunk.group(1), 16);
            body.append(chunks, chunk.end(), chunk.end() + length);
            at = chunk.end() + length;
        }
        return body.toString();
    }

    /** The body in UTF-8. */
    String text() {
        return new String(body.getBytes(ISO_8859_1), UTF_8);
    }

    /** The values of each header. */
    Map<String, List<String>> headers() {
        return head.lines()
                .skip(1)
                .map(line -> line.split(": ?", 2))
                .collect(Collectors.groupingBy(
                        line -> line[0], Collectors.mapping(line -> line[line.length - 1], Collectors.toList())));
    }

    /** Fails if there is an answer, and it is not as the API describes it. */
    void requireAsDescribed(RawRequest request) {
        if (status != 0) {
            OpenApi.requireAsDescribed(request.method(), request.target(), status, headers(), text());
        }
    }

    /** All of it but for the time, which is nobody's secret. */
    String withoutDate() {
        return head.replaceFirst("(?i)\\r\\ndate: [^\\r]*", "") + "\r\n" + body;
    }
}
