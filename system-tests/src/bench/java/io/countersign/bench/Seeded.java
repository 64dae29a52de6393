package io.countersign.bench;

/** What {@link Seeder} made, as the API shows it. */
final class Seeded {
    private Seeded() {}

    /** Id of the experiment of the seeded runs. */
    static String experiment(Caller caller) {
        return BenchRun.json(caller.post(
                        "/api/2.0/mlflow/experiments/search", "{\"max_results\":1,\"filter\":\"name = 'seeded'\"}"))
                .at("/experiments/0/experiment_id")
                .textValue();
    }
}
