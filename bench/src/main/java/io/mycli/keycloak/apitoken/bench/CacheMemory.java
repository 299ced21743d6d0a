package io.mycli.keycloak.apitoken.bench;

import io.mycli.keycloak.apitoken.tests.support.server.Await;
import io.mycli.keycloak.apitoken.tests.support.server.DistributionServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a cached token takes on the heap of a node, all that we keep of it together. */
final class CacheMemory {

    /** Instances, bytes. */
    private static final Pattern TOTAL = Pattern.compile("^Total +[0-9]+ +([0-9]+)", Pattern.MULTILINE);

    private final DistributionServer node;
    private final Wrk wrk;

    CacheMemory(DistributionServer node, Wrk wrk) {
        this.node = node;
        this.wrk = wrk;
    }

    /** Bytes, the mean over so many tokens of a file, whose owners must be cached. */
    double perToken(Path bodies, int count) {
        long before = live();
        long used = lastUsed();
        for (int i = 0; i < 3; i++) {
            wrk.start(node.baseUrl(), bodies, 4, Duration.ofSeconds(count / 900), 0, count)
                    .result();
        }
        // What waits to be written would count otherwise.
        Await.until("the last use is written", () -> lastUsed() >= used + count);
        return (double) (live() - before) / count;
    }

    private long lastUsed() {
        return node.database().number("select count(*) from MYC_API_TOKEN where LAST_USED_AT is not null");
    }

    /** Bytes on the heap after a collection of all garbage. */
    private long live() {
        try {
            Process jcmd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            String.valueOf(node.jvm().pid()),
                            "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher total = TOTAL.matcher(output);
            if (!total.find()) {
                throw new IllegalStateException(output);
            }
            return Long.parseLong(total.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
