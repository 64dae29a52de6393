package io.countersign.approvals.control;

import io.countersign.audit.EntryId;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import io.countersign.tracking.ArtifactFile;
import io.countersign.tracking.ArtifactManifest;
import io.countersign.tracking.DatasetUse;
import io.countersign.tracking.RunId;
import io.countersign.tracking.RunStarter;
import io.countersign.tracking.SealedRun;
import io.countersign.tracking.Tracking;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Runs that a test makes and breaks. The rest of the facade is not asked by what is tested here. */
public class Runs {
    private static final ArtifactManifest MANIFEST =
            ArtifactManifest.of(List.of(new ArtifactFile("model.bin", 5, "ab".repeat(32))));

    private final Map<RunId, SealedRun> runs = new ConcurrentHashMap<>();
    private final Map<RunId, RunStarter> starters = new ConcurrentHashMap<>();

    /** By a person, with an engineer's token. */
    public RunId run(String startedBy, Map<String, Double> metrics) {
        return run(startedBy, Actor.Kind.PERSON, Set.of(Role.ENGINEER), metrics);
    }

    /** @param startedBy who is responsible for it */
    public RunId run(String startedBy, Actor.Kind kind, Set<Role> roles, Map<String, Double> metrics) {
        RunId id = new RunId(UUID.randomUUID().toString().replace("-", ""));
        starters.put(id, new RunStarter(startedBy, startedBy + " by name", kind, roles));
        Instant at = Instant.parse("2026-11-23T08:00:00Z");
        runs.put(
                id,
                new SealedRun(
                        id,
                        "fit",
                        "credit",
                        "FINISHED",
                        startedBy,
                        startedBy + " by name",
                        at,
                        at.plusSeconds(60),
                        Map.of(),
                        new TreeMap<>(metrics),
                        Map.of(),
                        List.of(new DatasetUse("german-credit", "d1", "test", "openml")),
                        MANIFEST,
                        id.value() + id.value(),
                        new EntryId(new UUID(1, 2))));
        return id;
    }

    /** Something was logged after all: the seal is another one. */
    public void touch(RunId id) {
        runs.computeIfPresent(
                id,
                (key, run) -> new SealedRun(
                        run.id(),
                        run.name(),
                        run.experiment(),
                        run.status(),
                        run.startedBy(),
                        run.startedByName(),
                        run.startedAt(),
                        run.endedAt(),
                        run.params(),
                        run.metrics(),
                        run.tags(),
                        run.datasets(),
                        run.artifacts(),
                        "f".repeat(64),
                        run.sealEntry()));
    }

    /** As the registry and the approvals see it. */
    Tracking tracking() {
        return (Tracking) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Tracking.class}, (proxy, method, arguments) -> {
                    SealedRun run = arguments != null && arguments[0] instanceof RunId id ? runs.get(id) : null;
                    return switch (method.getName()) {
                        case "sealed" -> {
                            if (run == null) {
                                throw ProblemException.notFound("Run not found");
                            }
                            yield run;
                        }
                        case "sealHolds" -> run != null && run.sealDigest().equals(arguments[1]);
                        case "experimentOf" -> Optional.ofNullable(run).map(SealedRun::experiment);
                        case "starter" -> Optional.ofNullable(run).map(known -> starters.get(known.id()));
                        case "startedBy" -> Optional.ofNullable(run).map(SealedRun::startedBy);
                        case "manifest" -> {
                            if (run == null) {
                                throw ProblemException.notFound("Run not found");
                            }
                            yield run.artifacts();
                        }
                        default -> throw new UnsupportedOperationException(method.toString());
                    };
                });
    }
}
