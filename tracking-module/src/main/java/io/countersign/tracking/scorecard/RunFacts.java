package io.countersign.tracking.scorecard;

import io.countersign.tracking.ArtifactManifest;
import io.countersign.tracking.entity.DatasetInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a run holds, as far as its score card reads it.
 *
 * @param metrics names
 * @param starter subject and name of who started it, from the token
 * @param userId who the client says it was
 * @param comments how many comments it has
 * @param parent the run that it names as its parent
 * @param children how many runs name it as theirs
 */
public record RunFacts(
        Map<String, String> tags,
        Map<String, String> params,
        Set<String> metrics,
        List<DatasetInput> datasets,
        ArtifactManifest artifacts,
        Starter starter,
        String userId,
        long comments,
        Optional<Parent> parent,
        long children) {

    /** Who the token said it was. */
    public record Starter(String subject, String name) {}

    /** A run named as parent. @param known whether there is such a run */
    public record Parent(String runId, boolean known) {}
}
