package io.countersign.registry.control;

import io.countersign.audit.EntryId;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.TargetKind;
import io.countersign.registry.TransitionDemand;
import io.countersign.registry.TransitionIntent;
import io.countersign.registry.entity.ModelVersion;
import io.countersign.registry.entity.Stage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** What each kind of guarded transition means for a version. The model must be locked. */
@ApplicationScoped
public class GuardedMoves {
    @Inject
    Stages stages;

    @Inject
    Transitions transitions;

    @Inject
    Aliases aliases;

    /** How things stand: the version's stage, or the number that the alias points at, empty when it points nowhere. */
    String standing(ModelVersion version, TransitionIntent intent) {
        return intent.kind() == TargetKind.STAGE ? version.stage() : pointed(version, intent);
    }

    /** @throws ProblemException (conflict) when there is nothing to do, (invalid) when archiving makes no sense there */
    void requireMeaning(ModelVersion version, TransitionIntent intent) {
        String number = Integer.toString(version.number());
        boolean done =
                switch (intent.kind()) {
                    case STAGE -> {
                        Stage target = stages.named(intent.targetStage());
                        transitions.requireArchivable(target, intent.archiveExisting());
                        yield version.stage().equals(target.name());
                    }
                    case ALIAS -> pointed(version, intent).equals(number);
                    case ALIAS_REMOVAL -> !pointed(version, intent).equals(number);
                };
        if (done) {
            throw ProblemException.conflict("Version " + version.id() + ": nothing is left to do for "
                    + (intent.kind() == TargetKind.STAGE ? "stage " : "alias ") + intent.targetStage());
        }
    }

    /** Whether another version is in the way. */
    boolean targetTaken(ModelVersion version, TransitionIntent intent) {
        return intent.kind() == TargetKind.STAGE
                && transitions.taken(version, stages.named(intent.targetStage()), intent.archiveExisting());
    }

    /** Carries out a demand that has been met. @return the entry of the version's own move */
    EntryId carryOut(ModelVersion version, TransitionDemand demand, Actor actor) {
        TransitionIntent intent = demand.intent();
        return switch (intent.kind()) {
            case STAGE -> {
                Stage target = stages.named(intent.targetStage());
                List<ModelVersion> leaving = intent.archiveExisting() ? transitions.others(version, target) : List.of();
                yield transitions.swap(version, target, leaving, demand.requestId(), actor);
            }
            case ALIAS -> aliases.pointGuarded(intent.targetStage(), version, demand.requestId(), actor);
            case ALIAS_REMOVAL -> aliases.dropGuarded(intent.targetStage(), version, demand.requestId(), actor);
        };
    }

    private static String pointed(ModelVersion version, TransitionIntent intent) {
        Integer number = version.model().aliases().get(intent.targetStage());
        return number == null ? "" : number.toString();
    }
}
