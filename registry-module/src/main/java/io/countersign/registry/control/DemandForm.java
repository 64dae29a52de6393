package io.countersign.registry.control;

import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.TransitionDemand;
import io.countersign.registry.entity.ModelVersion;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a demand is fit to be pinned: a blank digest or a wrong person would make every later check worthless. */
final class DemandForm {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private DemandForm() {}

    /**
     * @param startedBy who is responsible for the version's run, as tracking says; null without one
     * @throws ProblemException (conflict) naming what does not agree
     */
    static void check(TransitionDemand demand, ModelVersion version, @Nullable String startedBy) {
        require(DIGEST.matcher(demand.policyDigest()).matches(), "its policy digest is no SHA-256");
        require(DIGEST.matcher(demand.evidenceDigest()).matches(), "its evidence digest is no SHA-256");
        require(
                version.run().isPresent()
                        ? DIGEST.matcher(demand.sealDigest()).matches()
                        : demand.sealDigest().isEmpty(),
                "its seal digest does not fit the version's run");
        require(!demand.requester().isBlank(), "it names no requester");
        require(demand.registrar().equals(version.registeredBy()), "its registrar did not register the version");
        require(!demand.developer().isBlank(), "it names no developer");
        String developer = version.run().isPresent() ? startedBy : version.registeredBy();
        require(demand.developer().equals(developer), "its developer is not responsible for the version's run");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw ProblemException.conflict("The demand cannot be pinned: " + otherwise);
        }
    }
}
