package io.countersign.samples.training;

import java.util.List;
import java.util.Map;
import org.tribuo.Dataset;
import org.tribuo.classification.Label;

/** An algorithm with its hyperparameters. */
public sealed interface Recipe permits LogisticRegression, FactorizationMachine, Forest {

    /** Name of the algorithm, in the form of a slug. */
    String algorithm();

    /** The hyperparameters as runs log them, in a stable order. */
    Map<String, String> hyperparameters();

    /** What one step of the learning curve is: {@code epoch} or {@code tree}. */
    String stepUnit();

    /**
     * Trains on a data set.
     *
     * @return the checkpoints in ascending order of their steps, at least one; the last is the finished model
     */
    List<Checkpoint> fit(Dataset<Label> train, long seed);
}
