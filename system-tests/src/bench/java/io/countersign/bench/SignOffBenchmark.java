package io.countersign.bench;

import io.countersign.systemtests.Api;
import io.countersign.systemtests.Candidate;
import io.countersign.systemtests.People;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Promotions with three sign-offs each, from the request to the applied transition, by eight clients: 216 measured ones. The
 * score is milliseconds for one sign-off of one client; eight clients give 8,000 / score sign-offs in a second. Signers ask
 * not to wait for the proof ({@code wait=0}); history is on. Any answer but success ends the run.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(batchSize = 2)
@Measurement(batchSize = 9)
@Threads(8)
public class SignOffBenchmark {
    private static final int CANDIDATES = 8 * (2 * 2 + 3 * 9);

    private final ConcurrentLinkedQueue<Candidate> candidates = new ConcurrentLinkedQueue<>();
    private List<Api> signers = List.of();

    @Setup(Level.Trial)
    public void prepare() {
        threeApproversInTierThree();
        signers = IntStream.rangeClosed(1, 3)
                .mapToObj(i -> People.newPerson("bench-approver-" + i, List.of("risk-approver")))
                .toList();
        Api engineer = People.as("engineer1");
        IntStream.range(0, CANDIDATES).forEach(i -> candidates.add(Candidate.good(engineer)));
    }

    /** Two persons publish the shipped policy with three approvals in tier 3. */
    private static void threeApproversInTierThree() {
        Api author = People.newPerson("bench-author", List.of("risk-approver"));
        Api second = People.newPerson("bench-second", List.of("risk-approver"));
        String required = author.get("/api/v1/policies/model-promotion/1/required-sign-offs").text();
        var change = author.post(
                        "/api/v1/policy-changes",
                        Map.of(
                                "kind", "tables",
                                "subject", "model-promotion",
                                "thresholds",
                                        author.get("/api/v1/policies/model-promotion/1/thresholds").text(),
                                "requiredSignOffs",
                                        required.replaceFirst(
                                                "(?s)(required-sign-offs-rule-5-out-3\">\\s*<text>)1", "$13"),
                                "rationale", "for the benchmark"))
                .json();
        expect(
                200,
                second.post(
                        "/api/v1/policy-changes/" + change.path("id").textValue() + "/review",
                        Map.of("accepted", true, "proposalDigest", change.path("proposalDigest").textValue())));
    }

    @Benchmark
    @OperationsPerInvocation(3)
    public String requestedSignedApplied() {
        Candidate candidate = candidates.remove();
        var promotion = expect(201, candidate.requestProduction(People.as("engineer1"))).json();
        String state = "";
        for (Api signer : signers) {
            state = expect(
                            201,
                            signer.post(
                                    "/api/v1/promotions/" + promotion.path("id").textValue() + "/sign-offs?wait=0",
                                    Map.of(
                                            "meaning", "approved",
                                            "comment", "seen",
                                            "evidenceDigest", promotion.path("evidenceDigest").textValue())))
                    .json()
                    .at("/promotion/state")
                    .textValue();
        }
        if (!state.equals("approved")) {
            throw new IllegalStateException(candidate.model + " is " + state);
        }
        return state;
    }

    /** No job may have failed on the way. */
    @TearDown(Level.Trial)
    public void noFailedJob() {
        if (!expect(200, People.as("admin1").get("/api/v1/engine/incidents")).json().path("items").isEmpty()) {
            throw new IllegalStateException("jobs have failed");
        }
    }

    private static Api.Answer expect(int status, Api.Answer answer) {
        if (answer.status() != status) {
            throw new IllegalStateException(answer.toString());
        }
        return answer;
    }
}
