package io.countersign.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Candidate;
import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.People;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * 200 promotions with three sign-offs each, from the request to the applied transition, by eight clients. Signers ask not to
 * wait for the proof ({@code wait=0}); history is on. Any answer but success ends it, and so does a job that failed.
 */
final class SignOffs {
    private static final int CLIENTS = Integer.getInteger("bench.clients", 8);
    private static final int PROMOTIONS = Integer.getInteger("bench.promotions", 200);
    private static final int SIGNERS = 3;
    private static final long WARM_UP = Long.getLong("bench.warmup", 45);

    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private final Queue<Long> requests = new ConcurrentLinkedQueue<>();
    private final Queue<Long> signOffs = new ConcurrentLinkedQueue<>();
    private final List<String> signers = new ArrayList<>();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    /** Prints the rate, and how long requests and sign-offs took. */
    static void measured() throws Exception {
        SignOffs bench = new SignOffs();
        bench.threeApproversInTierThree();
        for (int i = 1; i <= SIGNERS; i++) {
            bench.signers.add(People.newUser("bench-approver-" + i, List.of("risk-approver")));
        }
        bench.login();
        bench.warmUp();
        Queue<Candidate> candidates = bench.candidates(PROMOTIONS);
        bench.login();
        bench.requests.clear();
        bench.signOffs.clear();
        System.out.println("measuring");
        long begin = System.nanoTime();
        AtomicInteger applied = new AtomicInteger();
        bench.byAll(() -> {
            Line line = new Line();
            for (Candidate next = candidates.poll(); next != null; next = candidates.poll()) {
                bench.promote(line, next);
                applied.incrementAndGet();
            }
            return null;
        });
        double seconds = (System.nanoTime() - begin) / 1e9;
        bench.clients.shutdown();
        if (applied.get() != PROMOTIONS) {
            throw new IllegalStateException(applied + " promotions were applied");
        }
        requireNoFailedJob();
        System.out.printf(
                Locale.ROOT,
                "BENCH %d promotions by %d clients in %.1f s: %.1f sign-offs/s; a sign-off p50 %.0f ms, p95 %.0f ms, p99 %.0f ms;"
                        + " a request p50 %.0f ms, p95 %.0f ms%n",
                PROMOTIONS,
                CLIENTS,
                seconds,
                SIGNERS * PROMOTIONS / seconds,
                percentile(bench.signOffs, 0.5),
                percentile(bench.signOffs, 0.95),
                percentile(bench.signOffs, 0.99),
                percentile(bench.requests, 0.5),
                percentile(bench.requests, 0.95));
    }

    /** Two persons publish the shipped policy with three approvals in tier 3. */
    private void threeApproversInTierThree() {
        Api author = People.newPerson("bench-author", List.of("risk-approver"));
        Api second = People.newPerson("bench-second", List.of("risk-approver"));
        String required = author.get("/api/v1/policies/model-promotion/1/required-sign-offs")
                .text();
        JsonNode change = author.post(
                        "/api/v1/policy-changes",
                        Map.of(
                                "kind", "tables",
                                "subject", "model-promotion",
                                "thresholds",
                                        author.get("/api/v1/policies/model-promotion/1/thresholds")
                                                .text(),
                                "requiredSignOffs",
                                        required.replaceFirst(
                                                "(?s)(required-sign-offs-rule-5-out-3\">\\s*<text>)1", "$13"),
                                "rationale", "for the benchmark"))
                .json();
        Api.Answer reviewed = second.post(
                "/api/v1/policy-changes/" + change.path("id").textValue() + "/review",
                Map.of(
                        "accepted",
                        true,
                        "proposalDigest",
                        change.path("proposalDigest").textValue()));
        if (reviewed.status() != 200) {
            throw new IllegalStateException(reviewed.toString());
        }
    }

    private void login() {
        tokens.put("engineer1", Countersign.running().tokenFor("engineer1"));
        signers.forEach(signer -> tokens.put(signer, Countersign.running().tokenFor(signer)));
    }

    private void warmUp() throws Exception {
        long end = System.nanoTime() + WARM_UP * 1_000_000_000L;
        byAll(() -> {
            Line line = new Line();
            Api engineer = People.as("engineer1");
            while (System.nanoTime() < end) {
                promote(line, Candidate.good(engineer));
            }
            return null;
        });
        System.out.println("warmed up with " + signOffs.size() + " sign-offs");
    }

    private Queue<Candidate> candidates(int number) throws Exception {
        Queue<Candidate> made = new ConcurrentLinkedQueue<>();
        AtomicInteger left = new AtomicInteger(number);
        byAll(() -> {
            Api engineer = People.as("engineer1");
            while (left.getAndDecrement() > 0) {
                made.add(Candidate.good(engineer));
            }
            return null;
        });
        return made;
    }

    private void byAll(Callable<Void> work) throws Exception {
        List<Future<Void>> all = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            all.add(clients.submit(work));
        }
        for (Future<Void> each : all) {
            each.get();
        }
    }

    private void promote(Line line, Candidate candidate) throws Exception {
        long begin = System.nanoTime();
        JsonNode promotion = line.created(
                "/api/v1/promotions",
                token("engineer1"),
                "{\"model\":\"%s\",\"version\":%d,\"stage\":\"Production\",\"rationale\":\"for the benchmark\",\"archiveExisting\":true}"
                        .formatted(candidate.model, candidate.version));
        requests.add(System.nanoTime() - begin);
        String path = "/api/v1/promotions/" + promotion.path("id").textValue() + "/sign-offs?wait=0";
        String body = "{\"meaning\":\"approved\",\"comment\":\"seen\",\"evidenceDigest\":\"%s\"}"
                .formatted(promotion.path("evidenceDigest").textValue());
        String state = "";
        for (String signer : signers) {
            begin = System.nanoTime();
            state = line.created(path, token(signer), body)
                    .at("/promotion/state")
                    .textValue();
            signOffs.add(System.nanoTime() - begin);
        }
        if (!state.equals("approved")) {
            throw new IllegalStateException(candidate.model + " is " + state);
        }
    }

    private String token(String user) {
        return tokens.getOrDefault(user, "");
    }

    private static void requireNoFailedJob() {
        Api.Answer stuck = People.as("admin1").get("/api/v1/engine/incidents");
        if (stuck.status() != 200 || !stuck.json().path("items").isEmpty()) {
            throw new IllegalStateException("jobs have failed: " + stuck);
        }
    }

    private static double percentile(Collection<Long> nanos, double part) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(part * sorted.length))] / 1e6;
    }

    /** One client's connection. */
    private static final class Line {
        private final PlainLine line = open();

        private static PlainLine open() {
            try {
                return new PlainLine(Countersign.running().uri());
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        JsonNode created(String path, String token, String json) throws IOException {
            PlainLine.Answer answer = line.post(path, token, json.getBytes(StandardCharsets.UTF_8));
            String text = new String(answer.body(), StandardCharsets.UTF_8);
            if (answer.status() != 201) {
                throw new IllegalStateException(answer.status() + " " + text);
            }
            return BenchRun.json(text);
        }
    }
}
