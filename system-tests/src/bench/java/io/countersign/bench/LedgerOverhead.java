package io.countersign.bench;

import io.countersign.systemtests.Candidate;
import io.countersign.systemtests.People;
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
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * What an entry costs a business write: the same calls over HTTP by some clients, in turn on subjects whose acts leave entries and
 * on subjects whose acts leave none, on one server. The sequencer and the search's index work beside them, as always.
 */
final class LedgerOverhead {
    private static final int CLIENTS = Integer.getInteger("bench.clients", 4);
    private static final int BLOCKS = Integer.getInteger("bench.blocks", 8);
    private static final long WARM_UP = Long.getLong("bench.warmup", 20);
    private static final long SECONDS = Long.getLong("bench.seconds", 5);

    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);

    private final String run;

    /** @param run a run with a model, which versions are made of */
    private LedgerOverhead(String run) {
        this.run = run;
    }

    /** A call: the body of the n-th, on a model of that name. */
    @FunctionalInterface
    private interface Call {
        void once(Caller caller, String model, long n);
    }

    /** Calls in a block of time, and how long each took. */
    private record Block(double perSecond, double medianMillis) {}

    /** Prints a line for each kind of write. */
    static void measured() throws Exception {
        Path checkout = Path.of(System.getProperty("countersign.checkout", "..")).toRealPath();
        System.setProperty("countersign.checkout", withSwitch(checkout).toString());
        LedgerOverhead overhead = new LedgerOverhead(Candidate.good(People.as("engineer1")).runId);
        overhead.measure("registered-models/set-tag", (caller, model, n) -> caller.post(
                "/api/2.0/mlflow/registered-models/set-tag",
                "{\"name\":\"%s\",\"key\":\"k%d\",\"value\":\"v%d\"}".formatted(model, n % 20, n)));
        overhead.measure("model-versions/set-tag", (caller, model, n) -> caller.post(
                "/api/2.0/mlflow/model-versions/set-tag",
                "{\"name\":\"%s\",\"version\":\"1\",\"key\":\"k%d\",\"value\":\"v%d\"}".formatted(model, n % 20, n)));
        overhead.measure("model-versions/create", (caller, model, n) -> overhead.version(caller, model));
        overhead.clients.shutdown();
    }

    private void measure(String what, Call call) throws Exception {
        block("", call, WARM_UP);
        block(SwitchedAuditLog.WITHOUT, call, WARM_UP);
        List<Block> with = new ArrayList<>();
        List<Block> without = new ArrayList<>();
        for (int i = 0; i < BLOCKS; i++) {
            if (i % 2 == 0) {
                with.add(block("", call, SECONDS));
                without.add(block(SwitchedAuditLog.WITHOUT, call, SECONDS));
            } else {
                without.add(block(SwitchedAuditLog.WITHOUT, call, SECONDS));
                with.add(block("", call, SECONDS));
            }
        }
        double on = median(with.stream().mapToDouble(Block::perSecond).toArray());
        double off = median(without.stream().mapToDouble(Block::perSecond).toArray());
        System.out.printf(
                Locale.ROOT,
                "BENCH %s, %d clients: with entries %.0f/s (p50 %.2f ms), without %.0f/s (p50 %.2f ms): an entry costs %.1f %%%n",
                what,
                CLIENTS,
                on,
                median(with.stream().mapToDouble(Block::medianMillis).toArray()),
                off,
                median(without.stream().mapToDouble(Block::medianMillis).toArray()),
                100 * (off / on - 1));
    }

    private Block block(String prefix, Call call, long seconds) throws Exception {
        List<Future<List<Long>>> all = new ArrayList<>();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        for (int i = 0; i < CLIENTS; i++) {
            all.add(clients.submit(() -> calls(prefix + UUID.randomUUID(), call, end)));
        }
        List<Long> times = new ArrayList<>();
        for (Future<List<Long>> each : all) {
            times.addAll(each.get());
        }
        return new Block(
                times.size() / (double) seconds,
                median(times.stream().mapToDouble(nanos -> nanos / 1e6).toArray()));
    }

    private void version(Caller caller, String model) {
        caller.post(
                "/api/2.0/mlflow/model-versions/create",
                "{\"name\":\"%s\",\"source\":\"runs:/%s/model\",\"run_id\":\"%s\"}".formatted(model, run, run));
    }

    private List<Long> calls(String model, Call call, long end) {
        Caller caller = new Caller();
        caller.post("/api/2.0/mlflow/registered-models/create", "{\"name\":\"" + model + "\"}");
        version(caller, model);
        List<Long> times = new ArrayList<>();
        for (long n = 0; System.nanoTime() < end; n++) {
            long begin = System.nanoTime();
            call.once(caller, model, n);
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
