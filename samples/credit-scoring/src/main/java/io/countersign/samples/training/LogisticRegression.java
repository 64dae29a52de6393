package io.countersign.samples.training;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tribuo.Dataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.math.optimisers.AdaGrad;

/** Logistic regression by stochastic gradient descent with AdaGrad. */
public record LogisticRegression(double learningRate, int epochs, int minibatchSize) implements Recipe {

    /** Examples between two log lines of the trainer. */
    private static final int SILENT = 1_000_000;

    @Override
    public String algorithm() {
        return "logistic-regression";
    }

    @Override
    public Map<String, String> hyperparameters() {
        return new TreeMap<>(Map.of(
                "learning_rate", Double.toString(learningRate),
                "epochs", Integer.toString(epochs),
                "minibatch_size", Integer.toString(minibatchSize),
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
                n -> new LinearSGDTrainer(
                        new LogMulticlass(), new AdaGrad(learningRate), n, SILENT, minibatchSize, seed));
    }
}
