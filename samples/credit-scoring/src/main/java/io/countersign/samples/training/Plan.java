package io.countersign.samples.training;

import io.countersign.samples.data.Applicant;
import io.countersign.samples.data.FeatureSet;
import io.countersign.samples.data.Split;
import io.countersign.samples.data.Target;
import java.util.List;
import org.tribuo.Dataset;
import org.tribuo.classification.Label;

/**
 * What one run trains.
 *
 * @param name name of the run
 * @param target what is predicted
 * @param features from which attributes; those that give the target away are left out
 * @param recipe by which algorithm
 * @param seed seed of everything that is random in training and in the bootstrap
 */
public record Plan(String name, Target target, FeatureSet features, Recipe recipe, long seed) {

    public Plan {
        features = features.honestFor(target);
    }

    /** Trains, follows the learning curve on the validation part and evaluates the finished model on the test part. */
    public TrainedModel train(Split split) {
        Examples examples = new Examples(target, features);
        Dataset<Label> train = examples.dataset(split.train(), "training");
        List<Checkpoint> checkpoints = recipe.fit(train, seed);
        List<LearningPoint> curve = checkpoints.stream()
                .map(c -> learningPoint(examples, c, split.train(), split.validation()))
                .toList();
        Checkpoint last = checkpoints.get(checkpoints.size() - 1);
        TestEvaluation test = TestEvaluation.of(split.test(), examples.scores(last.model(), split.test()), seed);
        return new TrainedModel(this, split, last.model(), curve, test);
    }

    private static LearningPoint learningPoint(
            Examples examples, Checkpoint checkpoint, List<Applicant> train, List<Applicant> validation) {
        var onValidation = examples.scores(checkpoint.model(), validation);
        return new LearningPoint(
                checkpoint.step(),
                examples.scores(checkpoint.model(), train).logLoss(),
                onValidation.logLoss(),
                onValidation.auc().orElseThrow(() -> new IllegalArgumentException("validation holds one class only")));
    }
}
