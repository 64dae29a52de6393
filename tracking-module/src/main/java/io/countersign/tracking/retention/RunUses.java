package io.countersign.tracking.retention;

import io.countersign.tracking.RunId;
import io.countersign.tracking.RunUse;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everybody who stands on runs, asked together. */
@Dependent
public class RunUses {
    private final List<RunUse> uses = new ArrayList<>();

    @Inject
    public RunUses(@Any Instance<RunUse> found) {
        found.forEach(uses::add);
    }

    RunUses(List<RunUse> uses) {
        this.uses.addAll(uses);
    }

    /** What stands on these runs, in words for people. */
    Map<RunId, List<String>> standingOn(Collection<RunId> runs) {
        Map<RunId, List<String>> all = new HashMap<>();
        uses.forEach(
                use -> use.standingOn(runs).forEach((run, words) -> all.computeIfAbsent(run, fresh -> new ArrayList<>())
                        .addAll(words)));
        return all;
    }

    /** The same for logged models. */
    Map<String, List<String>> standingOnModels(Collection<String> models) {
        Map<String, List<String>> all = new HashMap<>();
        uses.forEach(use -> use.standingOnModels(models)
                .forEach((model, words) ->
                        all.computeIfAbsent(model, fresh -> new ArrayList<>()).addAll(words)));
        return all;
    }
}
