package io.countersign.tracking.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.tracking.ArtifactFile;
import io.countersign.tracking.ArtifactManifest;
import io.countersign.tracking.entity.Dataset;
import io.countersign.tracking.entity.DatasetInput;
import io.countersign.tracking.entity.Tag;
import io.countersign.tracking.scorecard.ScoreCard.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReproducibilityTest {
    private static final String COMMIT = "4f1d2a9c0b3e4d5f60718293a4b5c6d7e8f90a1b";

    private final Map<String, String> tags = new HashMap<>();
    private final Map<String, String> params = new HashMap<>();
    private final Set<String> metrics = new HashSet<>();
    private final List<DatasetInput> datasets = new ArrayList<>();
    private final List<ArtifactFile> files = new ArrayList<>();
    private long comments;
    private Optional<RunFacts.Parent> parent = Optional.empty();
    private long children;

    private ScoreCard.Item item(String name) {
        return card().items().stream()
                .filter(item -> item.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private ScoreCard card() {
        return Reproducibility.of(new RunFacts(
                tags,
                params,
                metrics,
                datasets,
                ArtifactManifest.of(files),
                new RunFacts.Starter("s-1", "Edda Engineer"),
                "somebody-else",
                comments,
                parent,
                children));
    }

    private void file(String path) {
        files.add(new ArtifactFile(path, 1, "ab".repeat(32)));
    }

    private void dataset(String context) {
        datasets.add(new DatasetInput(
                new Dataset("credit", "d1", "local", "{}", null, null),
                context.isEmpty() ? List.of() : List.of(new Tag(Tag.DATASET_CONTEXT, context))));
    }

    @Test
    void aRunThatLoggedNothingHasOnlyWhoAndItsPlace() {
        ScoreCard card = card();
        assertThat(card.items())
                .extracting(ScoreCard.Item::name)
                .containsExactly(
                        "code", "environment", "hardware", "data", "seeds", "nesting", "rationale", "who", "artifacts");
        assertThat(card.items())
                .filteredOn(item -> item.state() == State.PRESENT)
                .extracting(ScoreCard.Item::name)
                .containsExactly("nesting", "who");
        assertThat(card.present()).isEqualTo(2);
        assertThat(card.items())
                .filteredOn(item -> item.state() != State.PRESENT)
                .allSatisfy(item -> assertThat(item.advice()).isNotBlank());
    }

    @Test
    void aRunThatLoggedAllHasAll() {
        tags.put("mlflow.source.git.commit", COMMIT);
        tags.put("mlflow.source.git.repoURL", "git@github.com:bank/credit.git");
        tags.put("git.dirty", "false");
        tags.put("mlflow.note.content", "why");
        params.put("random_state", "7");
        metrics.add("system/cpu_utilization_percentage");
        dataset("training");
        file("model/requirements.txt");
        assertThat(card().present()).isEqualTo(card().items().size());
        assertThat(card().items()).allSatisfy(item -> assertThat(item.advice()).isNull());
    }

    @Test
    void theCommitSaysWhereItWasReadAndLinksToTheForge() {
        tags.put("mlflow.source.git.commit", COMMIT);
        tags.put("mlflow.source.git.repoURL", "https://user:secret@gitlab.bank.example/risk/credit.git");
        ScoreCard.Found commit = item("code").found().get(0);
        assertThat(commit)
                .isEqualTo(new ScoreCard.Found(
                        "commit",
                        COMMIT,
                        "tag mlflow.source.git.commit",
                        "https://gitlab.bank.example/risk/credit/-/commit/" + COMMIT));
        assertThat(item("code").state()).isEqualTo(State.PARTIAL);
    }

    @Test
    void uncommittedChangesNeedTheirDiff() {
        tags.put("mlflow.source.git.commit", COMMIT);
        tags.put("mlflow.source.git.repoURL", "https://github.com/bank/credit");
        tags.put("git.dirty", "True");
        assertThat(item("code").state()).isEqualTo(State.PARTIAL);
        file("code/changes.patch");
        assertThat(item("code").state()).isEqualTo(State.PRESENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "v1.0", "12345", "zzzzzzzz", ""})
    void whatIsNoHashIsNoCommit(String text) {
        tags.put("mlflow.source.git.commit", text);
        assertThat(item("code").state()).isEqualTo(State.MISSING);
    }

    @ParameterizedTest
    @CsvSource({
        "git@github.com:bank/credit.git, https://github.com/bank/credit/commit/abc1234",
        "ssh://git@git.bank.example:2222/r/c.git, https://git.bank.example/r/c/commit/abc1234",
        "https://bitbucket.org/bank/credit, https://bitbucket.org/bank/credit/commits/abc1234",
        "http://forge.example:3000/a/b/, http://forge.example:3000/a/b/commit/abc1234"
    })
    void forges(String repository, String page) {
        assertThat(Forge.commit(repository, "abc1234")).contains(page);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/srv/git/credit", "javascript:alert(1)", "file:///etc", "credit", "", "https://host", "://"})
    void repositoriesWithoutAPageHaveNoLink(String repository) {
        assertThat(Forge.commit(repository, "abc1234")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "model/uv.lock, PRESENT", "requirements.txt, PRESENT", "model/conda.yaml, PARTIAL",
        "model/python_env.yaml, PARTIAL", "model/MLmodel, MISSING", "notrequirements.txt, MISSING"
    })
    void environmentByFile(String path, State state) {
        file(path);
        assertThat(item("environment").state()).isEqualTo(state);
    }

    @Test
    void anImageCountsWhenItIsNamedByDigest() {
        tags.put("mlflow.docker.image.uri", "registry/train:latest");
        assertThat(item("environment").state()).isEqualTo(State.PARTIAL);
        tags.put("mlflow.docker.image.uri", "registry/train@sha256:" + "0".repeat(64));
        assertThat(item("environment").state()).isEqualTo(State.PRESENT);
    }

    @ParameterizedTest
    @CsvSource({
        "seed, true",
        "random_state, true",
        "model.random_seed, true",
        "train/seed, true",
        "SEED, true",
        "seedling, false",
        "reseed, false",
        "speed, false"
    })
    void seedsByName(String name, boolean counts) {
        params.put(name, "42");
        assertThat(item("seeds").state() == State.PRESENT).isEqualTo(counts);
    }

    @Test
    void datasetsWithoutASplitArePartlyThere() {
        dataset("training");
        assertThat(item("data").state()).isEqualTo(State.PRESENT);
        dataset("");
        assertThat(item("data").state()).isEqualTo(State.PARTIAL);
        assertThat(item("data").found().get(0).value()).isEqualTo("credit, digest d1");
    }

    @Test
    void aParentThatIsNotHereIsMissing() {
        parent = Optional.of(new RunFacts.Parent("p", true));
        children = 3;
        assertThat(item("nesting").state()).isEqualTo(State.PRESENT);
        assertThat(item("nesting").found()).extracting(ScoreCard.Found::value).containsExactly("p", "3");
        parent = Optional.of(new RunFacts.Parent("p", false));
        assertThat(item("nesting").state()).isEqualTo(State.MISSING);
    }

    @Test
    void aCommentIsARationale() {
        comments = 1;
        assertThat(item("rationale").state()).isEqualTo(State.PRESENT);
    }

    @Test
    void theTokenSaysWhoAndTheClientsWordStandsBesideIt() {
        assertThat(item("who").found())
                .containsExactly(
                        new ScoreCard.Found("started by", "Edda Engineer", "token, subject s-1"),
                        new ScoreCard.Found(
                                "said by the client", "somebody-else", "user_id, recorded but never trusted"));
    }

    @Test
    void artifactsAreBoundByTheirRootDigest() {
        file("model/MLmodel");
        assertThat(item("artifacts").found().get(0).value())
                .isEqualTo(ArtifactManifest.of(files).rootDigest());
    }
}
