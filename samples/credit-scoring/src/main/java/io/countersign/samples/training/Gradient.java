package io.countersign.samples.training;

import io.countersign.samples.data.GermanCredit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.tribuo.Dataset;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.transform.TransformTrainer;
import org.tribuo.transform.Transformation;
import org.tribuo.transform.TransformationMap;
import org.tribuo.transform.transformations.MeanStdDevTransformation;

/** What the recipes that descend a gradient share. */
final class Gradient {

    private static final int CURVE_POINTS = 10;

    private Gradient() {}

    /**
     * Trains once for each point of the learning curve. Tribuo's trainers cannot be stopped and resumed, but with the
     * same seed they start from the same parameters and see the examples in the same order, so that the model after five
     * epochs is what a longer training had at its fifth.
     */
    static List<Checkpoint> byEpoch(Dataset<Label> train, int epochs, IntFunction<Trainer<Label>> trainerForEpochs) {
        List<Checkpoint> checkpoints = new ArrayList<>();
        for (int point = 1; point <= CURVE_POINTS; point++) {
            int epoch = Math.max(1, point * epochs / CURVE_POINTS);
            if (!checkpoints.isEmpty()
                    && checkpoints.get(checkpoints.size() - 1).step() == epoch) {
                continue;
            }
            Trainer<Label> trainer = new TransformTrainer<>(trainerForEpochs.apply(epoch), standardised(train));
            checkpoints.add(new Checkpoint(epoch, trainer.train(train)));
        }
        return checkpoints;
    }

    /** Mean 0 and deviation 1 for the numbers, learnt on the training part and kept inside the model. */
    private static TransformationMap standardised(Dataset<Label> train) {
        Map<String, List<Transformation>> byFeature = new HashMap<>();
        for (String attribute : GermanCredit.NUMERIC) {
            if (train.getFeatureMap().get(attribute) != null) {
                byFeature.put(attribute, List.of(new MeanStdDevTransformation()));
            }
        }
        return new TransformationMap(byFeature);
    }
}
