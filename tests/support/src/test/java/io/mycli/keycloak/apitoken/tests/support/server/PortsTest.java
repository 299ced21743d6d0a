package io.mycli.keycloak.apitoken.tests.support.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

    @TempDir
    private Path folder;

    @Test
    void nobodyGetsPortTwice() {
        List<Integer> ports = IntStream.range(0, 200)
                .parallel()
                .map(i -> Ports.free())
                .boxed()
                .toList();

        assertThat(ports).doesNotHaveDuplicates().allMatch(port -> port >= 10_000 && port < 32_768);
    }

    @Test
    void neitherPortOfListenerNorOfAnotherRunIsGivenOut() throws Exception {
        Path taken = folder.resolve("taken");
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                FileChannel anotherRun = FileChannel.open(taken, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            int first = listener.getLocalPort();
            anotherRun.lock(first + 1L, 1, false);

            assertThatThrownBy(() -> new Ports(taken, first, first + 2).next())
                    .hasMessage("No port from " + first + " to " + (first + 1) + " is free");
        }
    }
}
