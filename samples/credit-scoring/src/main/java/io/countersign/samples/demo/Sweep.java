package io.countersign.samples.demo;

import io.countersign.samples.data.FeatureSet;
import io.countersign.samples.data.Target;
import io.countersign.samples.training.FactorizationMachine;
import io.countersign.samples.training.Forest;
import io.countersign.samples.training.LogisticRegression;
import io.countersign.samples.training.Plan;
import io.countersign.samples.training.Recipe;
import java.util.ArrayList;
import java.util.List;

/** The runs of the demonstration: sweeps over hyperparameters, each a real training. */
final class Sweep {

    static final long SEED = 42;

    private static final int MINIBATCH = 8;
    private static final float FEATURE_SHARE = 0.2f;

    private final Target target;
    private final FeatureSet features;
    private final List<Plan> plans = new ArrayList<>();

    Sweep(Target target, FeatureSet features) {
        this.target = target;
        this.features = features;
    }

    Sweep logisticRegressions(int epochs, double... learningRates) {
        for (double rate : learningRates) {
            add(
                    "logistic-regression-" + epochs + "-epochs-rate-" + rate,
                    new LogisticRegression(rate, epochs, MINIBATCH));
        }
        return this;
    }

    Sweep factorizationMachines(int factors, double... learningRates) {
        for (double rate : learningRates) {
            add(
                    "factorization-machine-" + factors + "-factors-rate-" + rate,
                    new FactorizationMachine(rate, 10, factors));
        }
        return this;
    }

    Sweep randomForests(int trees, int... depths) {
        for (int depth : depths) {
            add("random-forest-" + trees + "-trees-depth-" + depth, Forest.random(trees, depth, FEATURE_SHARE));
        }
        return this;
    }

    Sweep extraTrees(int trees, int... depths) {
        for (int depth : depths) {
            add("extra-trees-" + trees + "-trees-depth-" + depth, Forest.extraTrees(trees, depth, FEATURE_SHARE));
        }
        return this;
    }

    List<Plan> plans() {
        return List.copyOf(plans);
    }

    private void add(String name, Recipe recipe) {
        String fullName = features.equals(FeatureSet.WITHOUT_PROTECTED) ? name : name + "-" + features.name();
        plans.add(new Plan(fullName, target, features, recipe, SEED));
    }
}
