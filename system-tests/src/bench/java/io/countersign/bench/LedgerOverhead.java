package io.countersign.bench;

import io.countersign.systemtests.Countersign;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * What an entry costs a business write: the same calls over HTTP by some clients, in turn by somebody whose acts leave entries and
 * by somebody whose acts leave none, on one server. The sequencer and the search's index work beside them, as always.
 */
final class LedgerOverhead {
    private static final int CLIENTS = Integer.getInteger("bench.clients", 4);
    private static final int BLOCKS = Integer.getInteger("bench.blocks", 8);
    private static final long WARM_UP = Long.getLong("bench.warmup", 20);
    private static final long SECONDS = Long.getLong("bench.seconds", 5);
    private static final String ONLY = System.getProperty("bench.writes", ".*");
    private static final String WITH = "engineer1";

    /** A kind of write that is not the first finds the server warm, and needs a quarter of the warm-up. */
    private boolean warm;

    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);

    /** A write: the n-th of a client. */
    @FunctionalInterface
    private interface Write {
        void once(BusinessWrites writes, long n);
    }

    /** What was written in some blocks of time: how long each write took, and the processor time of server and database. */
    private record Written(List<Long> nanos, ProcessorTime used, double seconds) {
        static final Written NOTHING = new Written(List.of(), ProcessorTime.NONE, 0);

        Written plus(Written more) {
            List<Long> all = new ArrayList<>(nanos);
            all.addAll(more.nanos);
            return new Written(all, used.plus(more.used), seconds + more.seconds);
        }

        double perSecond() {
            return nanos.size() / seconds;
        }

        double medianMillis() {
            long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
            return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2] / 1e6;
        }

        double micros(Duration time) {
            return time.toNanos() / 1e3 / nanos.size();
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.0f/s (p50 %.2f ms; processor time: server %.0f us, database %.0f us)",
                    perSecond(),
                    medianMillis(),
                    micros(used.server()),
                    micros(used.database()));
        }
    }

    /** Prints a line for each kind of write. */
    static void measured() throws Exception {
        Path checkout = Path.of(System.getProperty("countersign.checkout", "..")).toRealPath();
        System.setProperty("countersign.checkout", withSwitch(checkout).toString());
        Countersign server = Countersign.running(); // started before the clock of the warm-up
        System.out.println("measuring " + server.url());
        LedgerOverhead overhead = new LedgerOverhead();
        overhead.measure("a tag of a model", BusinessWrites::tagModel);
        overhead.measure("a tag of a version", BusinessWrites::tagVersion);
        overhead.measure("an alias moved", BusinessWrites::moveAlias);
        overhead.measure("a transition by API", BusinessWrites::transition);
        overhead.measure("a version", (writes, n) -> writes.version());
        overhead.measure("a run, begun and ended with its seal", (writes, n) -> writes.run());
        overhead.measure("a run with metrics and a model, the model's version and a tag of that", BusinessWrites::candidate);
        overhead.measure("life of a version until Staging", BusinessWrites::life);
        overhead.clients.shutdown();
    }

    private void measure(String what, Write write) throws Exception {
        if (!what.matches(ONLY)) {
            return;
        }
        long seconds = warm ? Math.max(1, WARM_UP / 4) : WARM_UP;
        warm = true;
        List<BusinessWrites> engineers = writers(WITH);
        List<BusinessWrites> others = writers(SwitchedAuditLog.WITHOUT);
        block(engineers, write, seconds);
        block(others, write, seconds);
        Written with = Written.NOTHING;
        Written without = Written.NOTHING;
        for (int i = 0; i < BLOCKS; i++) {
            if (i % 2 == 0) {
                with = with.plus(block(engineers, write, SECONDS));
                without = without.plus(block(others, write, SECONDS));
            } else {
                without = without.plus(block(others, write, SECONDS));
                with = with.plus(block(engineers, write, SECONDS));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "BENCH %s, %d clients, %d blocks of %d s: with entries %s, without %s: entries cost %.1f %%%n",
                what,
                CLIENTS,
                BLOCKS,
                SECONDS,
                with,
                without,
                100 * (without.perSecond() / with.perSecond() - 1));
    }

    /** Each client writes on a model of its own. */
    private static List<BusinessWrites> writers(String user) {
        return Stream.generate(() -> new BusinessWrites(new Caller(user)))
                .limit(CLIENTS)
                .toList();
    }

    private Written block(List<BusinessWrites> writers, Write write, long seconds) throws Exception {
        ProcessorTime before = ProcessorTime.used();
        long begin = System.nanoTime();
        long end = begin + seconds * 1_000_000_000L;
        List<Future<List<Long>>> all = new ArrayList<>();
        for (BusinessWrites each : writers) {
            all.add(clients.submit(() -> writes(each, write, end)));
        }
        List<Long> times = new ArrayList<>();
        for (Future<List<Long>> each : all) {
            times.addAll(each.get());
        }
        return new Written(times, ProcessorTime.used().since(before), (System.nanoTime() - begin) / 1e9);
    }

    private static List<Long> writes(BusinessWrites writes, Write write, long end) {
        List<Long> times = new ArrayList<>();
        for (long begin = System.nanoTime(); begin < end; begin = System.nanoTime()) {
            write.once(writes, writes.next());
            times.add(System.nanoTime() - begin);
        }
        return times;
    }

    /** A folder that looks like the checkout to the run command, with the switch in the application. */
    private static Path withSwitch(Path checkout) throws IOException {
        Path copy = Files.createTempDirectory("ledger-overhead");
        for (String part : List.of("ear/server/target", "ear/launcher/target", "samples", "docs")) {
            Files.createDirectories(copy.resolve(part).getParent());
            Files.createSymbolicLink(copy.resolve(part), checkout.resolve(part));
        }
        Path application = Files.createDirectories(copy.resolve("ear/application/target"));
        try (InputStream in = Files.newInputStream(checkout.resolve("ear/application/target/countersign.ear"));
                ZipOutputStream out =
                        new ZipOutputStream(Files.newOutputStream(application.resolve("countersign.ear")))) {
            copy(in, out, Map.of("countersign-ledger.jar", LedgerOverhead::withClass));
        }
        return copy;
    }

    private static byte[] withClass(byte[] jar) {
        String name = SwitchedAuditLog.class.getName().replace('.', '/') + ".class";
        ByteArrayOutputStream with = new ByteArrayOutputStream();
        try (InputStream type = Objects.requireNonNull(ClassLoader.getSystemResourceAsStream(name));
                ZipOutputStream zip = new ZipOutputStream(with)) {
            copy(new ByteArrayInputStream(jar), zip, Map.of());
            zip.putNextEntry(new ZipEntry(name));
            type.transferTo(zip);
            zip.closeEntry();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return with.toByteArray();
    }

    private static void copy(InputStream in, ZipOutputStream zip, Map<String, UnaryOperator<byte[]>> changes)
            throws IOException {
        ZipInputStream from = new ZipInputStream(in);
        for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
            zip.putNextEntry(new ZipEntry(entry.getName()));
            UnaryOperator<byte[]> change = changes.get(entry.getName());
            if (change == null) {
                from.transferTo(zip);
            } else {
                zip.write(change.apply(from.readAllBytes()));
            }
            zip.closeEntry();
        }
    }
}
