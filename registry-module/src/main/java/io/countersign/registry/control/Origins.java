package io.countersign.registry.control;

import io.countersign.platform.mlflow.MlflowException;
import io.countersign.registry.entity.ArtifactBinding;
import io.countersign.registry.entity.ModelVersion;
import io.countersign.registry.entity.Origin;
import io.countersign.tracking.RunId;
import io.countersign.tracking.Tracking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Resolves what a client registers to a run and to bytes. */
@ApplicationScoped
public class Origins {
    @Inject
    Models models;

    @Inject
    Tracking tracking;

    /**
     * @param source as the client gave it
     * @param named run that the client names, null when none
     * @throws MlflowException (invalid parameter) for a source that is not allowed or that belongs to another run
     * @throws io.countersign.platform.problem.ProblemException (not found) for an unknown run or version, (invalid) when there
     *     is nothing at the path
     */
    Origin resolve(String source, @Nullable RunId named, String runLink) {
        ModelSource parsed = ModelSource.parse(source);
        if (parsed instanceof ModelSource.OfRun of) {
            ArtifactBinding binding = new ArtifactBinding(of.run(), of.path(), tracking.manifest(of.run(), of.path()));
            return new Origin(source, source, agreed(named, of.run()), runLink, binding);
        }
        if (parsed instanceof ModelSource.OfVersion copy) {
            ModelVersion original = models.version(copy.version());
            RunId run = agreed(named, original.run().orElse(null));
            return new Origin(
                    source,
                    original.downloadUri(),
                    run,
                    runLink,
                    original.binding().orElse(null));
        }
        return new Origin(source, source, known(named), runLink, null);
    }

    private static @Nullable RunId agreed(@Nullable RunId named, @Nullable RunId actual) {
        if (named != null && !named.equals(actual)) {
            throw MlflowException.invalid("The source belongs to "
                    + Optional.ofNullable(actual).map(run -> "run " + run).orElse("no run") + ", not to run " + named);
        }
        return actual;
    }

    private @Nullable RunId known(@Nullable RunId named) {
        if (named != null && tracking.startedBy(named).isEmpty()) {
            throw MlflowException.notFound("Run with id=" + named + " not found");
        }
        return named;
    }
}
