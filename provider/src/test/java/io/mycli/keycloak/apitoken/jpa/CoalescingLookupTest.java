package io.mycli.keycloak.apitoken.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CoalescingLookupTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private static final Set<Thread.State> WAITS_OR_ENDED =
            Set.of(Thread.State.TIMED_WAITING, Thread.State.WAITING, Thread.State.TERMINATED);

    private final CountDownLatch firstIsUnderWay = new CountDownLatch(1);
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);
    private final FutureTask<Optional<String>> first = new FutureTask<>(this::findFirst);
    private final ConcurrentLinkedQueue<Set<String>> shared = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> alone = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();

    private final List<FutureTask<Optional<String>>> waiting = new CopyOnWriteArrayList<>();

    private Runnable duringRest = () -> {};
    private Duration longestPark = LONG;
    private CoalescingLookup<String, String> lookup = new CoalescingLookup<>(LONG, 100);

    @AfterEach
    void end() throws InterruptedException {
        firstMayEnd.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Test
    void whoComesAloneLooksAlone() {
        assertThat(find("a")).contains("alone a");
        assertThat(find("b")).contains("alone b");
        assertThat(shared).isEmpty();
    }

    @Test
    void thoseWhoComeMeanwhileShareOne() throws Exception {
        startFirst();
        FutureTask<Optional<String>> second = startWaiting("b");
        FutureTask<Optional<String>> third = startWaiting("unknown");
        FutureTask<Optional<String>> fourth = startWaiting("b");
        assertThat(shared).isEmpty();

        firstMayEnd.countDown();

        assertThat(first.get()).contains("first");
        assertThat(second.get()).contains("shared b");
        assertThat(third.get()).isEmpty();
        assertThat(fourth.get()).contains("shared b");
        assertThat(shared).containsExactly(Set.of("b", "unknown"));
        assertThat(alone).isEmpty();
    }

    @Test
    void theNextOneIsAloneAgain() throws Exception {
        startFirst();
        FutureTask<Optional<String>> second = startWaiting("b");
        firstMayEnd.countDown();
        second.get();

        end();

        assertThat(find("c")).contains("alone c");
    }

    @Test
    void nobodyFailsBecauseAnotherDid() throws Exception {
        startFirst();
        Function<Set<String>, Map<String, String>> broken = keys -> {
            throw new IllegalStateException("broken");
        };
        FutureTask<Optional<String>> second = startWaiting("b", broken);
        FutureTask<Optional<String>> third = startWaiting("c", broken);

        firstMayEnd.countDown();

        assertThat(second.get()).contains("alone b");
        assertThat(third.get()).contains("alone c");
    }

    @Test
    void nobodyWaitsForOneThatHangs() throws Exception {
        lookup = new CoalescingLookup<>(Duration.ofMillis(1), 100);
        startFirst();

        assertThat(find("b")).contains("shared b");
        assertThat(shared).containsExactly(Set.of("b"));
    }

    /** The lookup has asked already: who joined it now would be told that there is no such key. */
    @Test
    void whoComesDuringSharedLookupWaitsForTheNext() throws Exception {
        startFirst();

        assertMissesNothing(firstMayEnd::countDown);
    }

    @Test
    void whoComesDuringOneBesideOneThatHangsWaitsForTheNext() throws Exception {
        lookup = new CoalescingLookup<>(Duration.ofMillis(200), 100);
        startFirst();

        assertMissesNothing(() -> {});
    }

    private void assertMissesNothing(Runnable beforeTheShared) throws Exception {
        CountDownLatch underWay = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        FutureTask<Optional<String>> second = startWaiting("b", keys -> {
            Map<String, String> found = findShared(keys);
            underWay.countDown();
            await(mayEnd);
            return found;
        });
        beforeTheShared.run();
        underWay.await();

        FutureTask<Optional<String>> third = startWaiting("c");
        mayEnd.countDown();

        assertThat(second.get()).contains("shared b");
        assertThat(third.get()).contains("shared c");
        assertThat(shared).containsExactly(Set.of("b"), Set.of("c"));
    }

    @Test
    void moreThanOneLookupMayHoldLookAlone() throws Exception {
        lookup = new CoalescingLookup<>(LONG, 1);
        startFirst();
        FutureTask<Optional<String>> second = startWaiting("b");

        assertThat(find("c")).contains("alone c");

        assertThat(second.get()).contains("shared b");
    }

    /** A flood of unknown keys: time is left to others. */
    @Test
    void restsTwiceAsLongAfterOneThatMissedKey() throws Exception {
        assertThat(rest("unknown", Duration.ofMillis(1), "c")).containsExactly(Duration.ofMillis(2));
    }

    @Test
    void restsForFiveMillisecondsAtMost() throws Exception {
        assertThat(rest("unknown", Duration.ofSeconds(1), "c")).containsExactly(Duration.ofMillis(5));
    }

    /** A thread may wake up early. */
    @Test
    void restsToTheEnd() throws Exception {
        longestPark = Duration.ofNanos(1_500_000);

        assertThat(rest("unknown", Duration.ofMillis(1), "c"))
                .containsExactly(Duration.ofMillis(2), Duration.ofNanos(500_000));
    }

    @Test
    void restsNotAfterOneThatFoundAll() throws Exception {
        assertThat(rest("b", Duration.ofMillis(1), "c")).isEmpty();
    }

    /** Their threads are missed elsewhere. */
    @Test
    void manyWhoWaitDoNotRest() throws Exception {
        String[] many = IntStream.rangeClosed(1, 16).mapToObj(Integer::toString).toArray(String[]::new);

        assertThat(rest("unknown", Duration.ofMillis(1), many)).isEmpty();
    }

    @Test
    void thoseWhoComeDuringRestShareTheNext() throws Exception {
        duringRest = () -> waiting.add(startWaiting("d"));

        rest("unknown", Duration.ofMillis(1), "c");

        assertThat(shared).containsExactly(Set.of("unknown"), Set.of("c", "d"));
    }

    /** Returns the rests between a shared lookup of one key, which takes some time, and that of the next ones. */
    private List<Duration> rest(String key, Duration time, String... next) throws Exception {
        AtomicLong clock = new AtomicLong(Long.MAX_VALUE); // it overflows, as it may
        ConcurrentLinkedQueue<Duration> rests = new ConcurrentLinkedQueue<>();
        lookup = new CoalescingLookup<>(LONG, 100, clock::get, nanos -> {
            rests.add(Duration.ofNanos(nanos));
            duringRest.run();
            clock.addAndGet(Math.min(nanos, longestPark.toNanos()));
        });
        CountDownLatch underWay = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        startFirst();
        waiting.add(startWaiting(key, keys -> {
            underWay.countDown();
            await(mayEnd);
            clock.addAndGet(time.toNanos());
            return findShared(keys);
        }));
        firstMayEnd.countDown();
        underWay.await();
        Stream.of(next).map(this::startWaiting).forEach(waiting::add);
        mayEnd.countDown();
        for (FutureTask<Optional<String>> task : waiting) {
            task.get();
        }
        return List.copyOf(rests);
    }

    private Optional<String> find(String key) {
        return find(key, this::findShared);
    }

    private Optional<String> find(String key, Function<Set<String>, Map<String, String>> together) {
        return lookup.find(
                key,
                () -> {
                    alone.add(key);
                    return Optional.of("alone " + key);
                },
                together);
    }

    private Map<String, String> findShared(Set<String> keys) {
        shared.add(Set.copyOf(keys));
        return keys.stream()
                .filter(key -> !key.equals("unknown"))
                .collect(Collectors.toMap(key -> key, key -> "shared " + key));
    }

    /** It is under way when this returns, and until it may end. */
    private void startFirst() throws InterruptedException {
        start(first);
        firstIsUnderWay.await();
    }

    private Optional<String> findFirst() {
        return lookup.find(
                "a",
                () -> {
                    firstIsUnderWay.countDown();
                    await(firstMayEnd);
                    return Optional.of("first");
                },
                this::findShared);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private FutureTask<Optional<String>> startWaiting(String key) {
        return startWaiting(key, this::findShared);
    }

    private FutureTask<Optional<String>> startWaiting(String key, Function<Set<String>, Map<String, String>> together) {
        FutureTask<Optional<String>> task = new FutureTask<>(() -> find(key, together));
        Thread thread = start(task);
        while (!WAITS_OR_ENDED.contains(thread.getState())) {
            Thread.onSpinWait();
        }
        return task;
    }

    private Thread start(Runnable task) {
        Thread thread = new Thread(task);
        threads.add(thread);
        thread.start();
        return thread;
    }
}
