package io.countersign.samples.client;

import io.countersign.samples.training.TrainedModel;
import java.util.Comparator;
import java.util.List;

/** A trained model and the run that tells of it. */
public record LoggedModel(TrainedModel trained, LoggedRun run) {

    /**
     * The best by validation AUC: the test part has no say in the choice.
     *
     * @throws java.util.NoSuchElementException if there are none
     */
    public static LoggedModel best(List<LoggedModel> candidates) {
        return candidates.stream()
                .max(Comparator.comparingDouble(c -> c.trained().validationAuc()))
                .orElseThrow();
    }
}
