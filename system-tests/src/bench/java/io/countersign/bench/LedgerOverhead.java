package io.countersign.bench;

import io.countersign.systemtests.Countersign;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
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

    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);

    /** A write: the n-th of a client. */
    @FunctionalInterface
    private interface Write {
        void once(BusinessWrites writes, long n);
    }

    /** Writes in a block of time, and how long each took. */
    private record Block(double perSecond, double medianMillis) {}

    /** Prints a line for each kind of write. */
    static void measured() throws Exception {
        Path checkout = Path.of(System.getProperty("countersign.checkout", "..")).toRealPath();
        System.setProperty("countersign.checkout", withSwitch(checkout).toString());
        Countersign server = Countersign.running(); // started before the clock of the warm-up
        System.out.println("measuring " + server.url());
        LedgerOverhead overhead = new LedgerOverhead();
        overhead.measure("a tag of a model", BusinessWrites::tagModel);
        overhead.measure("a tag of a version", BusinessWrites::tagVersion);
        overhead.measure("a version", (writes, n) -> writes.version());
        overhead.measure("a run, begun and ended with its seal", (writes, n) -> writes.run());
        overhead.measure("a run with metrics and a model, the model's version and a tag of that", BusinessWrites::candidate);
        overhead.clients.shutdown();
    }

    private void measure(String what, Write write) throws Exception {
        if (!what.matches(ONLY)) {
            return;
        }
        block(WITH, write, WARM_UP);
        block(SwitchedAuditLog.WITHOUT, write, WARM_UP);
        List<Block> with = new ArrayList<>();
        List<Block> without = new ArrayList<>();
        for (int i = 0; i < BLOCKS; i++) {
            if (i % 2 == 0) {
                with.add(block(WITH, write, SECONDS));
                without.add(block(SwitchedAuditLog.WITHOUT, write, SECONDS));
            } else {
                without.add(block(SwitchedAuditLog.WITHOUT, write, SECONDS));
                with.add(block(WITH, write, SECONDS));
            }
        }
        double on = median(with.stream().mapToDouble(Block::perSecond).toArray());
        double off = median(without.stream().mapToDouble(Block::perSecond).toArray());
        System.out.printf(
                Locale.ROOT,
                "BENCH %s, %d clients: with entries %.0f/s (p50 %.2f ms), without %.0f/s (p50 %.2f ms): entries cost %.1f %%%n",
                what,
                CLIENTS,
                on,
                median(with.stream().mapToDouble(Block::medianMillis).toArray()),
                off,
                median(without.stream().mapToDouble(Block::medianMillis).toArray()),
                100 * (off / on - 1));
    }

    private Block block(String user, Write write, long seconds) throws Exception {
        List<Future<List<Long>>> all = new ArrayList<>();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        for (int i = 0; i < CLIENTS; i++) {
            all.add(clients.submit(() -> writes(user, write, end)));
        }
        List<Long> times = new ArrayList<>();
        for (Future<List<Long>> each : all) {
            times.addAll(each.get());
        }
        return new Block(
                times.size() / (double) seconds,
                median(times.stream().mapToDouble(nanos -> nanos / 1e6).toArray()));
    }

    private static List<Long> writes(String user, Write write, long end) {
        BusinessWrites writes = new BusinessWrites(new Caller(user));
        List<Long> times = new ArrayList<>();
        for (long n = 0; System.nanoTime() < end; n++) {
            long begin = System.nanoTime();
            write.once(writes, n);
            times.add(System.nanoTime() - begin);
        }
        return times;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values.length == 0 ? Double.NaN : values[values.length / 2];
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
