package io.countersign.samples.training;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tribuo.Dataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.fm.FMClassificationTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.math.optimisers.AdaGrad;

/**
 * Factorization machine: logistic regression with all products of two features, their weights of low rank.
 *
 * @param factors the rank
 */
public record FactorizationMachine(double learningRate, int epochs, int factors) implements Recipe {

    /** Examples between two log lines of the trainer. */
    private static final int SILENT = 1_000_000;

    /** Tribuo 4.3.2 cannot merge the gradients of a factorization machine over a larger batch. */
    private static final int MINIBATCH = 1;

    private static final double INITIAL_VARIANCE = 0.01;

    @Override
    public String algorithm() {
        return "factorization-machine";
    }

    @Override
    public Map<String, String> hyperparameters() {
        return new TreeMap<>(Map.of(
                "learning_rate", Double.toString(learningRate),
                "epochs", Integer.toString(epochs),
                "factors", Integer.toString(factors),
                "minibatch_size", Integer.toString(MINIBATCH),
                "optimiser", "AdaGrad"));
    }

    @Override
    public String stepUnit() {
        return "epoch";
    }

    @Override
    public List<Checkpoint> fit(Dataset<Label> train, long seed) {
        return Gradient.byEpoch(
                train,
                epochs,
                n -> new FMClassificationTrainer(
                        new LogMulticlass(),
                        new AdaGrad(learningRate),
                        n,
                        SILENT,
                        MINIBATCH,
                        seed,
                        factors,
                        INITIAL_VARIANCE));
    }
}
