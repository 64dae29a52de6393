package io.countersign.registry.control;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.registry.entity.ArtifactBinding;
import io.countersign.registry.entity.ModelVersion;
import io.countersign.registry.entity.Origin;
import io.countersign.tracking.ArtifactManifest;
import io.countersign.tracking.LoggedModel;
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

    @Inject
    AllowedSources allowed;

    /**
     * Resolves the source of a registration.
     *
     * @throws MlflowException (invalid parameter) for a source that is not allowed or that belongs to another run
     * @throws io.countersign.platform.problem.ProblemException (not found) for an unknown run or version, (invalid) when there
     *     is nothing at the path, (forbidden) for a run, a logged model or a copy of a model out of the actor's reach
     */
    Origin resolve(Registration asked, Actor actor) {
        String source = asked.source();
        if (asked.run() != null) {
            requireReach(asked.run(), actor);
        }
        ModelSource parsed = ModelSource.parse(source);
        if (parsed instanceof ModelSource.OfRun of) {
            requireReach(of.run(), actor);
            ArtifactBinding binding =
                    ArtifactBinding.ofRun(of.run(), of.path(), tracking.manifest(of.run(), of.path()));
            return new Origin(
                    source, source, agreed(asked.run(), of.run()), asked.loggedModel(), asked.runLink(), binding);
        }
        if (parsed instanceof ModelSource.OfVersion copy) {
            ModelVersion original = models.version(copy.version(), actor);
            return new Origin(
                    source,
                    original.downloadUri(),
                    agreed(asked.run(), original.run().orElse(null)),
                    original.loggedModel().orElse(asked.loggedModel()),
                    asked.runLink(),
                    original.binding().orElse(null));
        }
        if (parsed instanceof ModelSource.OfLoggedModel logged) {
            return loggedModel(asked, logged, actor);
        }
        allowed.require(source);
        return new Origin(source, source, known(asked.run()), asked.loggedModel(), asked.runLink(), null);
    }

    /** Whoever registers hands the bytes out to all who reach the registered model. */
    private void requireReach(RunId run, Actor actor) {
        tracking.experimentOf(run)
                .ifPresent(experiment -> actor.requireOnExperiment(experiment, VisibleModels.READERS));
    }

    private Origin loggedModel(Registration asked, ModelSource.OfLoggedModel source, Actor actor) {
        LoggedModel model = tracking.loggedModel(source.id())
                .orElseThrow(() -> MlflowException.notFound("Logged model with id=" + source.id() + " not found"));
        actor.requireOnExperiment(model.experiment(), VisibleModels.READERS);
        if (asked.loggedModel() != null && !asked.loggedModel().equals(model.id())) {
            throw MlflowException.invalid("The source is logged model " + model.id() + ", not " + asked.loggedModel());
        }
        ArtifactManifest manifest = Bytes.below(source.path(), tracking.modelManifest(model.id()));
        String uri = model.artifactUri() + (source.path().isEmpty() ? "" : "/" + source.path());
        RunId run = model.sourceRun().isPresent()
                ? agreed(asked.run(), model.sourceRun().orElseThrow())
                : known(asked.run());
        return new Origin(
                asked.source(),
                uri,
                run,
                model.id(),
                asked.runLink(),
                ArtifactBinding.ofModel(model.id(), source.path(), manifest));
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
