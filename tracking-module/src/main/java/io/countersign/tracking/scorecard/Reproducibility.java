package io.countersign.tracking.scorecard;

import io.countersign.tracking.ArtifactFile;
import io.countersign.tracking.scorecard.ScoreCard.Found;
import io.countersign.tracking.scorecard.ScoreCard.Item;
import io.countersign.tracking.scorecard.ScoreCard.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rules by which a run gets its score card. */
public final class Reproducibility {
    private static final List<String> COMMIT =
            List.of("mlflow.source.git.commit", "mlflow.git.commit", "git.commit", "git_commit", "commit");
    private static final List<String> REPOSITORY = List.of(
            "mlflow.source.git.repoURL", "mlflow.gitRepoURL", "mlflow.git.repo_url", "git.repository", "git.repo_url");
    private static final List<String> BRANCH =
            List.of("mlflow.source.git.branch", "mlflow.gitBranch", "mlflow.git.branch", "git.branch");
    private static final List<String> DIRTY = List.of("mlflow.source.git.dirty", "mlflow.git.dirty", "git.dirty");
    private static final List<String> DIFF = List.of("mlflow.source.git.diff", "mlflow.git.diff", "git.diff");
    private static final List<String> IMAGE =
            List.of("mlflow.docker.image.id", "mlflow.docker.image.uri", "container.image");
    private static final List<String> LANGUAGE =
            List.of("python.version", "runtime.version", "java.version", "r.version");

    private Reproducibility() {}

    public static ScoreCard of(RunFacts run) {
        return new ScoreCard(List.of(
                code(run),
                environment(run),
                hardware(run),
                data(run),
                seeds(run),
                nesting(run),
                rationale(run),
                who(run),
                artifacts(run)));
    }

    private static Item code(RunFacts run) {
        List<Found> found = new ArrayList<>();
        Optional<Found> repository = first("repository", run, REPOSITORY);
        Optional<Found> commit = first("commit", run, COMMIT)
                .filter(said -> said.value().matches("[0-9a-fA-F]{7,64}"))
                .map(said -> repository
                        .flatMap(where -> Forge.commit(where.value(), said.value()))
                        .map(link -> new Found(said.what(), said.value(), said.source(), link))
                        .orElse(said));
        Optional<Found> dirty = first("dirty", run, DIRTY);
        Optional<Found> diff = first("diff", run, DIFF).or(() -> file("diff", run, "diff", "patch"));
        commit.ifPresent(found::add);
        repository.ifPresent(found::add);
        first("branch", run, BRANCH).ifPresent(found::add);
        dirty.ifPresent(found::add);
        diff.map(said -> new Found(said.what(), shortened(said.value()), said.source()))
                .ifPresent(found::add);
        first("entry point", run, List.of("mlflow.source.name")).ifPresent(found::add);
        boolean uncommitted = dirty.map(said -> isTrue(said.value())).orElse(false);
        if (commit.isEmpty()) {
            return item("code", "Code version", State.MISSING, "Set the tag mlflow.source.git.commit", found);
        }
        if (repository.isEmpty() || dirty.isEmpty() || (uncommitted && diff.isEmpty())) {
            return item(
                    "code",
                    "Code version",
                    State.PARTIAL,
                    "Set the tags mlflow.source.git.repoURL and git.dirty (true or false), and when there were uncommitted"
                            + " changes log them as a file ending in .diff or .patch",
                    found);
        }
        return item("code", "Code version", State.PRESENT, null, found);
    }

    private static Item environment(RunFacts run) {
        List<Found> found = new ArrayList<>();
        boolean exact = false;
        for (ArtifactFile file : run.artifacts().files()) {
            EnvironmentFiles.Kind kind = EnvironmentFiles.of(file.path());
            if (kind != EnvironmentFiles.Kind.OTHER) {
                exact |= kind == EnvironmentFiles.Kind.EXACT;
                found.add(new Found(kind.words(), file.path(), "artifact, SHA-256 " + file.sha256()));
            }
        }
        Optional<Found> image = first("container image", run, IMAGE);
        image.ifPresent(found::add);
        first("language", run, LANGUAGE).ifPresent(found::add);
        exact |= image.map(said -> said.value().contains("sha256:")).orElse(false);
        State state = exact ? State.PRESENT : found.isEmpty() ? State.MISSING : State.PARTIAL;
        return item(
                "environment",
                "Environment",
                state,
                "Log a lock file (uv.lock, poetry.lock, conda-lock.yml, …) or a frozen requirements.txt as an artifact, or tag"
                        + " the container image with its digest",
                found);
    }

    private static Item hardware(RunFacts run) {
        List<Found> found = new ArrayList<>();
        List<String> measured = run.metrics().stream()
                .filter(name -> name.startsWith("system/"))
                .sorted()
                .toList();
        if (!measured.isEmpty()) {
            found.add(new Found("system metrics", String.join(", ", measured), "metrics system/*"));
        }
        said(run).forEach((where, value) -> {
            String name = where.substring(where.indexOf(' ') + 1).toLowerCase(Locale.ROOT);
            if (name.startsWith("hardware.")
                    || name.matches("(host|node)\\.(cpu|gpu|memory|type)|gpu_type|gpu_count")) {
                found.add(new Found(name, value, where));
            }
        });
        return item(
                "hardware",
                "Hardware",
                found.isEmpty() ? State.MISSING : State.PRESENT,
                "Turn on MLflow's system metrics, or set tags such as hardware.cpu and hardware.gpu",
                found);
    }

    private static Item data(RunFacts run) {
        List<Found> found = new ArrayList<>();
        run.datasets()
                .forEach(input -> found.add(new Found(
                        input.context().isEmpty() ? "dataset" : input.context() + " dataset",
                        input.dataset().name() + ", digest " + input.dataset().digest(),
                        "logged input")));
        boolean split =
                run.datasets().stream().noneMatch(input -> input.context().isEmpty());
        State state = found.isEmpty() ? State.MISSING : split ? State.PRESENT : State.PARTIAL;
        return item(
                "data", "Datasets", state, "Log inputs with mlflow.log_input(dataset, context=\"training\")", found);
    }

    private static Item seeds(RunFacts run) {
        List<Found> found = new ArrayList<>();
        said(run).forEach((where, value) -> {
            String name = where.substring(where.indexOf(' ') + 1).toLowerCase(Locale.ROOT);
            if (name.matches("(.*[._/: -])?(seed|random_state|random_seed|seeds)") && !value.isBlank()) {
                found.add(new Found("seed", value, where));
            }
        });
        return item(
                "seeds",
                "Seeds",
                found.isEmpty() ? State.MISSING : State.PRESENT,
                "Log the seed as a param named seed or random_state",
                found);
    }

    private static Item nesting(RunFacts run) {
        List<Found> found = new ArrayList<>();
        run.parent().ifPresent(parent -> found.add(new Found("parent run", parent.runId(), "tag mlflow.parentRunId")));
        if (run.children() > 0) {
            found.add(new Found("nested runs", Long.toString(run.children()), "their tags mlflow.parentRunId"));
        }
        boolean lost = run.parent().map(parent -> !parent.known()).orElse(false);
        return item(
                "nesting",
                "Parent and nested runs",
                lost ? State.MISSING : State.PRESENT,
                "The run that this one names as its parent is not here",
                found);
    }

    private static Item rationale(RunFacts run) {
        List<Found> found = new ArrayList<>();
        first("note", run, List.of("mlflow.note.content"))
                .map(note -> new Found(note.what(), shortened(note.value()), note.source()))
                .ifPresent(found::add);
        if (run.comments() > 0) {
            found.add(new Found("comments", Long.toString(run.comments()), "comments on the run"));
        }
        return item(
                "rationale",
                "Notes and rationale",
                found.isEmpty() ? State.MISSING : State.PRESENT,
                "Write a comment, or set the tag mlflow.note.content",
                found);
    }

    private static Item who(RunFacts run) {
        List<Found> found = new ArrayList<>();
        found.add(new Found(
                "started by",
                run.starter().name(),
                "token, subject " + run.starter().subject()));
        if (!run.userId().isEmpty()) {
            found.add(new Found("said by the client", run.userId(), "user_id, recorded but never trusted"));
        }
        return item("who", "Who did it", State.PRESENT, null, found);
    }

    private static Item artifacts(RunFacts run) {
        int files = run.artifacts().files().size();
        if (files == 0) {
            return item(
                    "artifacts", "Artifacts", State.MISSING, "Log the model and its reports as artifacts", List.of());
        }
        return item(
                "artifacts",
                "Artifacts",
                State.PRESENT,
                null,
                List.of(new Found(
                        "root digest of " + files + (files == 1 ? " file" : " files"),
                        run.artifacts().rootDigest(),
                        "SHA-256 taken while they were uploaded")));
    }

    private static Item item(String name, String title, State state, @Nullable String advice, List<Found> found) {
        return new Item(name, title, state, state == State.PRESENT ? null : advice, found);
    }

    /** The first of these tags, else of these params, that says something. */
    private static Optional<Found> first(String what, RunFacts run, List<String> names) {
        for (String name : names) {
            String tag = run.tags().getOrDefault(name, "");
            if (!tag.isBlank()) {
                return Optional.of(new Found(what, tag, "tag " + name));
            }
            String param = run.params().getOrDefault(name, "");
            if (!param.isBlank()) {
                return Optional.of(new Found(what, param, "param " + name));
            }
        }
        return Optional.empty();
    }

    private static Optional<Found> file(String what, RunFacts run, String... endings) {
        return run.artifacts().files().stream()
                .filter(file ->
                        List.of(endings).stream().anyMatch(ending -> file.path().endsWith("." + ending)))
                .findFirst()
                .map(file -> new Found(what, file.path(), "artifact, SHA-256 " + file.sha256()));
    }

    /** All params and tags, by where they stand. */
    private static Map<String, String> said(RunFacts run) {
        Map<String, String> said = new TreeMap<>();
        run.params().forEach((name, value) -> said.put("param " + name, value));
        run.tags().forEach((name, value) -> said.put("tag " + name, value));
        return said;
    }

    private static boolean isTrue(String text) {
        return List.of("true", "1", "yes").contains(text.strip().toLowerCase(Locale.ROOT));
    }

    private static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, text.offsetByCodePoints(0, 199)) + "…";
    }
}
