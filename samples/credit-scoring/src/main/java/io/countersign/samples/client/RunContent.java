package io.countersign.samples.client;

import io.countersign.samples.training.LearningPoint;
import io.countersign.samples.training.Plan;
import io.countersign.samples.training.TrainedModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;

/**
 * Params and metrics of a trained model in the client's types.
 *
 * @param trained the model
 * @param at time of all metric points
 */
record RunContent(TrainedModel trained, Instant at) {

    List<Param> params() {
        Plan plan = trained.plan();
        List<Param> params = new ArrayList<>();
        params.add(param("algorithm", plan.recipe().algorithm()));
        plan.recipe().hyperparameters().forEach((key, value) -> params.add(param(key, value)));
        params.add(param("target", plan.target().name()));
        params.add(param("positive_label", plan.target().positive()));
        params.add(param("feature_set", plan.features().name()));
        params.add(param("features", String.join(",", plan.features().attributes())));
        params.add(param("seed", Long.toString(plan.seed())));
        params.add(param("split_seed", Long.toString(trained.split().seed())));
        params.add(param("split_train", Integer.toString(trained.split().train().size())));
        params.add(param(
                "split_validation",
                Integer.toString(trained.split().validation().size())));
        params.add(param("split_test", Integer.toString(trained.split().test().size())));
        params.add(param("step_unit", plan.recipe().stepUnit()));
        return params;
    }

    List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>();
        for (LearningPoint point : trained.curve()) {
            metrics.add(metric("train/loss", point.trainLoss(), point.step()));
            metrics.add(metric("validation/loss", point.validationLoss(), point.step()));
            metrics.add(metric("validation/auc", point.validationAuc(), point.step()));
        }
        trained.test().metrics().forEach((name, value) -> metrics.add(metric(name, value, 0)));
        return metrics;
    }

    private Metric metric(String key, double value, long step) {
        return Metric.newBuilder()
                .setKey(key)
                .setValue(value)
                .setStep(step)
                .setTimestamp(at.toEpochMilli())
                .build();
    }

    private static Param param(String key, String value) {
        return Param.newBuilder().setKey(key).setValue(value).build();
    }
}
