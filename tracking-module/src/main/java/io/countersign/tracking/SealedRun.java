package io.countersign.tracking;

import io.countersign.audit.EntryId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A run that has ended and is sealed: what it holds, and the digest over it.
 *
 * @param id the run
 * @param name its name
 * @param experiment name of its experiment
 * @param status MLflow's terminal status: FINISHED, FAILED, KILLED
 * @param startedBy subject of the person responsible for it, from the token (never MLflow's {@code user_id})
 * @param startedByName printed name of that person
 * @param startedAt start, as logged
 * @param endedAt end, as logged
 * @param params name to value, sorted
 * @param metrics name to last value by (step, timestamp, value), sorted; NaN and infinities possible
 * @param tags name to value, sorted
 * @param datasets inputs
 * @param artifacts all artifacts of the run
 * @param sealDigest lower-case hex of the SHA-256 over the canonical form of all the above and of each metric series
 * @param sealEntry the ledger entry that sealed it
 */
public record SealedRun(
        RunId id,
        String name,
        String experiment,
        String status,
        String startedBy,
        String startedByName,
        Instant startedAt,
        Instant endedAt,
        Map<String, String> params,
        Map<String, Double> metrics,
        Map<String, String> tags,
        List<DatasetUse> datasets,
        ArtifactManifest artifacts,
        String sealDigest,
        EntryId sealEntry) {}
