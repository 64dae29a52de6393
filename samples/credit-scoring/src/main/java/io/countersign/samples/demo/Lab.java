package io.countersign.samples.demo;

import io.countersign.samples.client.LoggedModel;
import io.countersign.samples.client.LoggedRun;
import io.countersign.samples.client.RunLog;
import io.countersign.samples.client.Session;
import io.countersign.samples.client.SourceTags;
import io.countersign.samples.data.GermanCredit;
import io.countersign.samples.data.Split;
import io.countersign.samples.training.Plan;
import io.countersign.samples.training.TrainedModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.api.proto.Service.ViewType;

/** Trains plans and logs them, each once: a run that a former call finished is found again by its tag. */
final class Lab {

    /** Marks the runs of the demonstration; the value is the plan's name. */
    static final String TAG = "countersign.demo";

    private static final int PAGE = 1000;

    private final String commit;
    private final Consumer<String> progress;

    Lab(String commit, Consumer<String> progress) {
        this.commit = commit;
        this.progress = progress;
    }

    /** Trains all plans as one engineer, in their order. */
    List<LoggedModel> run(Session engineer, String experiment, List<Plan> plans) {
        RunLog log = new RunLog(engineer);
        String experimentId = log.experiment(experiment);
        Map<String, LoggedRun> finished = finished(engineer, experimentId);
        List<LoggedModel> models = new ArrayList<>();
        int fresh = 0;
        for (Plan plan : plans) {
            TrainedModel trained = plan.train(Split.stratified(GermanCredit.read(), plan.target(), Sweep.SEED));
            LoggedRun run = finished.get(plan.name());
            if (run == null) {
                run = log.log(experimentId, trained, tags(plan));
                fresh++;
            }
            models.add(new LoggedModel(trained, run));
        }
        progress.accept(experiment + ": " + fresh + " runs logged by " + engineer.user()
                + (fresh < plans.size() ? ", " + (plans.size() - fresh) + " were there" : ""));
        return models;
    }

    private Map<String, String> tags(Plan plan) {
        Map<String, String> tags = SourceTags.of(LoadDemo.class, commit);
        tags.put(TAG, plan.name());
        return tags;
    }

    private static Map<String, LoggedRun> finished(Session engineer, String experimentId) {
        Map<String, LoggedRun> runs = new HashMap<>();
        for (Run run : engineer.mlflow()
                .searchRuns(List.of(experimentId), "", ViewType.ACTIVE_ONLY, PAGE)
                .getItems()) {
            if (run.getInfo().getStatus() == RunStatus.FINISHED) {
                run.getData().getTagsList().stream()
                        .filter(tag -> tag.getKey().equals(TAG))
                        .map(RunTag::getValue)
                        .forEach(name -> runs.put(
                                name,
                                new LoggedRun(
                                        run.getInfo().getRunId(), run.getInfo().getArtifactUri())));
            }
        }
        return runs;
    }
}
