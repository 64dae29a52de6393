package io.countersign.samples.training;

import io.countersign.samples.data.Split;
import java.util.List;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/**
 * The outcome of a plan.
 *
 * @param plan what was trained
 * @param split on which parts of the data
 * @param model the finished model
 * @param curve the learning curve, at least one point
 * @param test the evaluation on the test part
 */
public record TrainedModel(Plan plan, Split split, Model<Label> model, List<LearningPoint> curve, TestEvaluation test) {

    /** AUC of the finished model on the validation part, by which models are chosen. */
    public double validationAuc() {
        return curve.get(curve.size() - 1).validationAuc();
    }
}
