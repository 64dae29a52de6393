package io.countersign.registry.integrity;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import io.countersign.registry.VersionId;
import io.countersign.registry.entity.ArtifactBinding;
import io.countersign.tracking.ArtifactBytes;
import io.countersign.tracking.ArtifactManifest;
import io.countersign.tracking.RunId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares versions with what the store holds, hashing every byte; no transaction is open meanwhile. */
@Dependent
public class ByteChecks {
    private static final Logger LOG = LoggerFactory.getLogger(ByteChecks.class);

    private final Integrity integrity;
    private final ArtifactBytes artifacts;

    @Inject
    public ByteChecks(Integrity integrity, ArtifactBytes artifacts) {
        this.integrity = integrity;
        this.artifacts = artifacts;
    }

    /**
     * Compares one version. A store that cannot be read says nothing about the bytes and changes nothing.
     *
     * @return whether its bytes are the registered ones; true for one that is bound to nothing of ours
     * @throws ProblemException (unavailable) when the store cannot be read
     */
    public boolean check(VersionId version, Actor actor) {
        Optional<ArtifactBinding> binding = integrity.binding(version);
        return binding.isEmpty() || integrity.note(version, found(binding.get()), actor);
    }

    /** Compares versions whose turn it is; the number of those compared. */
    public int round(Duration after, int most, Actor actor) {
        List<VersionId> taken = integrity.take(after, most);
        for (VersionId version : taken) {
            try {
                if (!check(version, actor)) {
                    LOG.error("The bytes of model version {} are not those that were registered", version);
                }
            } catch (ProblemException unreadable) {
                LOG.warn("Model version {} could not be compared: {}", version, unreadable.detail());
            }
        }
        return taken.size();
    }

    private @org.jspecify.annotations.Nullable ArtifactManifest found(ArtifactBinding binding) {
        RunId run = binding.run();
        String owner = run == null ? String.valueOf(binding.loggedModel()) : run.value();
        try {
            return artifacts.hashed(owner, binding.path());
        } catch (ProblemException gone) {
            if (gone.type().category() == ProblemType.Category.NOT_FOUND) {
                return null;
            }
            throw gone;
        }
    }
}
