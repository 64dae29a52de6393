package io.countersign.samples.creditscoring;

import io.countersign.samples.data.FeatureSet;
import io.countersign.samples.data.Target;
import io.countersign.samples.training.FactorizationMachine;
import io.countersign.samples.training.Forest;
import io.countersign.samples.training.LogisticRegression;
import io.countersign.samples.training.Plan;
import java.util.List;

/** The models that the sample compares. */
final class CreditScoring {

    static final String EXPERIMENT = "credit-scoring";

    private CreditScoring() {}

    /** Four serious candidates without protected attributes, and a weak one that no threshold should let pass. */
    static List<Plan> plans(long seed) {
        FeatureSet features = FeatureSet.WITHOUT_PROTECTED;
        return List.of(
                new Plan("logistic-regression", Target.BAD_LOAN, features, new LogisticRegression(0.02, 20, 8), seed),
                new Plan(
                        "factorization-machine",
                        Target.BAD_LOAN,
                        features,
                        new FactorizationMachine(0.02, 15, 4),
                        seed),
                new Plan("random-forest", Target.BAD_LOAN, features, Forest.random(100, 6, 0.2f), seed),
                new Plan("extra-trees", Target.BAD_LOAN, features, Forest.extraTrees(100, 6, 0.3f), seed),
                new Plan(
                        "thin-file-logistic-regression",
                        Target.BAD_LOAN,
                        FeatureSet.THIN_FILE,
                        new LogisticRegression(0.02, 20, 8),
                        seed));
    }
}
