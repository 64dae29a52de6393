package io.countersign.reports.document;

import java.util.List;
import java.util.Map;

/** Sections 1, 4, 5 and 13: what was promoted, the data and the run behind it, and where it has been. */
final class SubjectSections {
    private SubjectSections() {}

    static void fill(
            Map<String, Object> model,
            Facts promotion,
            Facts registered,
            Facts version,
            Facts run,
            List<EmptyField> empties) {
        model.put("identity", identity(promotion, registered, version, empties));
        model.put("request", request(promotion, empties));
        model.put("files", files(version));
        model.put("datasets", datasets(run, empties));
        model.put("run", run(run, empties));
        model.put("params", named(run, "params", "Parameter"));
        model.put("tags", named(run, "tags", "Tag"));
        model.put("history", history(version));
    }

    private static FieldList identity(Facts promotion, Facts registered, Facts version, List<EmptyField> empties) {
        return new FieldList.Builder("1  Identity", empties)
                .text("Model", version.get("model"))
                .text("Version", version.get("version"))
                .text("Stage now", version.get("stage"))
                .mono("Digest of the artifacts (SHA-256)", version.get("rootDigest"))
                .text("Description of the model", registered.get("description"))
                .text("Description of the version", version.get("description"))
                .text("Owner", registered.get("owner"))
                .text("Developer", promotion.get("developer"))
                .text("Registered by", version.get("registeredBy"))
                .text("Registered at", version.time("registeredAt"))
                .text("Model created by", registered.get("createdBy"))
                .text("Vendor", registered.get("vendor"))
                .text("Reason for being a model", registered.get("modelReason"))
                .build();
    }

    private static FieldList request(Facts promotion, List<EmptyField> empties) {
        Facts policy = promotion.nested("policy");
        return new FieldList.Builder("10  Approvals, request", empties)
                .mono("Request", promotion.get("id"))
                .text("Requested by", promotion.get("requestedBy"))
                .text("Requested at", promotion.time("requestedAt"))
                .text("Closed at", promotion.time("closedAt"))
                .text("Target stage", promotion.get("targetStage"))
                .text("Archive what was there", promotion.get("archiveExisting"))
                .text("Rationale", promotion.get("rationale"))
                .text("Risk tier", promotion.get("tier"))
                .text("Policy", policy.get("id"))
                .text("Policy version", policy.get("version"))
                .mono("Policy digest (SHA-256)", policy.get("digest"))
                .mono("Frozen evidence (SHA-256)", promotion.get("evidenceDigest"))
                .build();
    }

    private static Grid files(Facts version) {
        Grid.Builder grid =
                new Grid.Builder().column("File", 38).numbers("Bytes", 14).column("SHA-256", 48);
        version.rows("files")
                .forEach(file -> grid.row(
                        Cell.of(file.get("path")),
                        Cell.number(file.get("sizeBytes") == null ? file.get("size") : file.get("sizeBytes")),
                        Cell.mono(file.get("sha256") == null ? file.get("digest") : file.get("sha256"))));
        return grid.build();
    }

    private static Grid datasets(Facts run, List<EmptyField> empties) {
        Grid.Builder grid = new Grid.Builder()
                .column("Dataset", 24)
                .column("Split", 14)
                .column("Digest", 30)
                .column("Source", 32);
        for (Facts dataset : run.rows("datasets")) {
            grid.row(
                    Cell.of(dataset.get("name")),
                    Cell.of(dataset.get("split") == null ? dataset.get("context") : dataset.get("split")),
                    Cell.mono(dataset.get("digest")),
                    Cell.of(dataset.get("source")));
        }
        Grid built = grid.build();
        if (built.isEmpty()) {
            empties.add(new EmptyField("4  Data", "Datasets of the run"));
        }
        for (String field : List.of("Quality of the data", "Examination for bias", "Licence of the data")) {
            empties.add(new EmptyField("4  Data", field));
        }
        return built;
    }

    private static FieldList run(Facts run, List<EmptyField> empties) {
        Map<String, Object> tags = run.named("tags");
        return new FieldList.Builder("5  Development", empties)
                .mono("Run", run.get("id"))
                .text("Name", run.get("name"))
                .text("Experiment", run.get("experiment"))
                .text("Status", run.get("status"))
                .text("Started by", run.get("startedBy"))
                .text("Started at", run.time("startedAt"))
                .text("Ended at", run.time("endedAt"))
                .mono("Seal of the run (SHA-256)", run.get("sealDigest"))
                .mono("Code commit", tags.get("mlflow.source.git.commit"))
                .text("Source", tags.get("mlflow.source.name"))
                .build();
    }

    private static Grid named(Facts run, String key, String label) {
        Grid.Builder grid = new Grid.Builder().column(label, 42).column("Value", 58);
        run.named(key).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> grid.row(Cell.of(e.getKey()), Cell.of(e.getValue())));
        return grid.build();
    }

    private static Grid history(Facts version) {
        Grid.Builder grid = new Grid.Builder()
                .column("At", 25)
                .column("From", 14)
                .column("To", 14)
                .column("By", 22)
                .column("Request", 25);
        for (Facts change : version.rows("history")) {
            Cell request = Cell.mono(change.get("requestId"));
            grid.row(
                    Cell.of(change.time("at")),
                    PerformanceSection.orDash(change.get("from")),
                    Cell.of(change.get("stage")),
                    Cell.of(change.get("by")),
                    request.isEmpty() ? new Cell("–", "text") : request);
        }
        return grid.build();
    }
}
