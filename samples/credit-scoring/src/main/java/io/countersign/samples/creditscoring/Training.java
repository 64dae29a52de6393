package io.countersign.samples.creditscoring;

import io.countersign.samples.client.LoggedModel;
import io.countersign.samples.client.ModelRegistry;
import io.countersign.samples.client.RunLog;
import io.countersign.samples.client.Session;
import io.countersign.samples.client.SourceTags;
import io.countersign.samples.client.StageAnswer;
import io.countersign.samples.data.GermanCredit;
import io.countersign.samples.data.Split;
import io.countersign.samples.data.Target;
import io.countersign.samples.training.Plan;
import io.countersign.samples.training.TrainedModel;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What a data scientist does in a day: train, log, register the best, ask for its promotion. */
final class Training {

    private final long seed;
    private final PrintStream out;

    Training(long seed, PrintStream out) {
        this.seed = seed;
        this.out = out;
    }

    /** Trains every plan on one and the same split, and prints what came of it. */
    List<TrainedModel> trainAll() {
        Split split = Split.stratified(GermanCredit.read(), Target.BAD_LOAN, seed);
        out.printf(
                "German credit data: %d to train, %d to choose, %d to test%n",
                split.train().size(), split.validation().size(), split.test().size());
        out.printf("%-32s %14s %9s %8s %11s%n", "model", "validation/auc", "test/auc", "test/ks", "test/brier");
        List<TrainedModel> trained = new ArrayList<>();
        for (Plan plan : CreditScoring.plans(seed)) {
            TrainedModel model = plan.train(split);
            out.printf(
                    "%-32s %14.3f %9.3f %8.3f %11.3f%n",
                    plan.name(),
                    model.validationAuc(),
                    model.test().metric("test/auc"),
                    model.test().metric("test/ks"),
                    model.test().metric("test/brier"));
            trained.add(model);
        }
        return trained;
    }

    /** Logs all, registers the best by validation AUC and asks for the stage; prints the server's answer. */
    void publish(Session session, List<TrainedModel> trained, String commit, String model, String stage) {
        RunLog log = new RunLog(session);
        String experiment = log.experiment(CreditScoring.EXPERIMENT);
        List<LoggedModel> logged = new ArrayList<>();
        for (TrainedModel each : trained) {
            logged.add(new LoggedModel(each, log.log(experiment, each, SourceTags.of(Train.class, commit))));
            out.println("Logged run " + each.plan().name());
        }
        LoggedModel best = LoggedModel.best(logged);
        String name = best.trained().plan().name();
        ModelRegistry registry = new ModelRegistry(session);
        registry.ensureModel(model, "Probability that a consumer loan goes bad");
        int version =
                registry.createVersion(model, best.run(), name + ", best of " + logged.size() + " by validation AUC");
        out.println("Registered " + model + " version " + version + ": " + name);
        tell(registry.transition(model, version, stage), stage);
    }

    private void tell(StageAnswer answer, String stage) {
        out.println(
                switch (answer.outcome()) {
                    case APPLIED -> answer.message();
                    case PENDING ->
                        stage + " is guarded, so a promotion was requested; it waits for sign-offs:\n  "
                                + answer.message();
                    case REFUSED ->
                        stage + " is guarded, and the evidence does not meet its policy:\n  " + answer.message();
                });
    }
}
