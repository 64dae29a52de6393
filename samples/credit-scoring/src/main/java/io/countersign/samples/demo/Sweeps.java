package io.countersign.samples.demo;

import io.countersign.samples.data.FeatureSet;
import io.countersign.samples.data.Target;
import io.countersign.samples.training.Plan;
import java.util.List;

/** What the engineers of the demonstration try, some forty runs in all. */
final class Sweeps {

    private static final FeatureSet FAIR = FeatureSet.WITHOUT_PROTECTED;

    static final List<Plan> LINEAR = new Sweep(Target.BAD_LOAN, FAIR)
            .logisticRegressions(10, 0.01, 0.02, 0.05, 0.1)
            .logisticRegressions(20, 0.01, 0.02, 0.05, 0.1)
            .factorizationMachines(2, 0.02, 0.05)
            .factorizationMachines(4, 0.02, 0.05)
            .plans();

    static final List<Plan> TREES = new Sweep(Target.BAD_LOAN, FAIR)
            .randomForests(15, 4, 6, 10)
            .randomForests(30, 4, 6, 10)
            .extraTrees(30, 6, 10)
            .plans();

    /** What would the protected attributes add? Next to nothing. */
    static final List<Plan> WITH_PROTECTED = new Sweep(Target.BAD_LOAN, FeatureSet.ALL)
            .logisticRegressions(20, 0.02)
            .plans();

    static final List<Plan> AMOUNT = new Sweep(Target.AMOUNT_OVER_4000, FAIR)
            .logisticRegressions(10, 0.02, 0.05, 0.1)
            .factorizationMachines(2, 0.02, 0.05)
            .randomForests(15, 4, 6, 10)
            .plans();

    static final List<Plan> TERM_THIN = new Sweep(Target.TERM_OVER_24_MONTHS, FeatureSet.THIN_FILE)
            .logisticRegressions(10, 0.02, 0.1)
            .plans();

    static final List<Plan> TERM = new Sweep(Target.TERM_OVER_24_MONTHS, FAIR)
            .logisticRegressions(10, 0.02, 0.05, 0.1)
            .randomForests(15, 4, 6, 10)
            .extraTrees(15, 6, 10)
            .plans();

    private Sweeps() {}
}
