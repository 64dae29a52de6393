package io.countersign.samples.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.samples.data.Applicant;
import io.countersign.samples.data.FeatureSet;
import io.countersign.samples.data.GermanCredit;
import io.countersign.samples.data.Split;
import io.countersign.samples.data.Target;
import io.countersign.samples.metrics.Scores;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluator;

class PlanTest {

    private static final long SEED = 42;
    private static final Split SPLIT = Split.stratified(GermanCredit.read(), Target.BAD_LOAN, SEED);

    static Stream<Recipe> recipes() {
        return Stream.of(
                new LogisticRegression(0.02, 20, 8),
                new FactorizationMachine(0.02, 15, 4),
                Forest.random(40, 6, 0.2f),
                Forest.extraTrees(40, 6, 0.3f));
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void seriousModelRanksWell(Recipe recipe) {
        TrainedModel trained = plan(recipe, FeatureSet.WITHOUT_PROTECTED).train(SPLIT);
        assertThat(trained.test().metric("test/auc")).isBetween(0.77, 0.85);
        assertThat(trained.test().metric("test/ks")).isBetween(0.40, 0.60);
        assertThat(trained.test().metric("test/brier")).isBetween(0.14, 0.18);
        assertThat(trained.test().metric("test/accuracy")).isBetween(0.72, 0.82);
        assertThat(trained.test().metric("test/auc"))
                .isBetween(
                        trained.test().metric("test/auc/ci_low"), trained.test().metric("test/auc/ci_high"));
        assertThat(trained.test().metric("test/auc/age:under_25")).isBetween(0.60, 0.85);
        assertThat(trained.validationAuc()).isBetween(0.72, 0.85);
    }

    @Test
    void modelOnThreeAttributesIsWeak() {
        TrainedModel weak =
                plan(new LogisticRegression(0.02, 20, 8), FeatureSet.THIN_FILE).train(SPLIT);
        assertThat(weak.test().metric("test/auc"))
                .isEqualTo(0.555, within(0.01))
                .isLessThan(0.70);
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void sameSeedGivesTheSameModel(Recipe recipe) {
        Plan plan = plan(recipe, FeatureSet.WITHOUT_PROTECTED);
        TrainedModel once = plan.train(SPLIT);
        TrainedModel again = plan.train(SPLIT);
        assertThat(again.curve()).isEqualTo(once.curve());
        assertThat(again.test().metrics()).isEqualTo(once.test().metrics());
    }

    @Test
    void learningCurveIsThatOfOneTraining() {
        TrainedModel shorter =
                plan(new LogisticRegression(0.02, 10, 8), FeatureSet.ALL).train(SPLIT);
        TrainedModel longer =
                plan(new LogisticRegression(0.02, 20, 8), FeatureSet.ALL).train(SPLIT);
        LearningPoint atTen = longer.curve().stream()
                .filter(point -> point.step() == 10)
                .findFirst()
                .orElseThrow();
        assertThat(shorter.curve().get(shorter.curve().size() - 1)).isEqualTo(atTen);
        assertThat(longer.curve())
                .extracting(LearningPoint::step)
                .isSorted()
                .startsWith(2)
                .endsWith(20);
        assertThat(longer.curve().get(9).trainLoss())
                .isLessThan(longer.curve().get(0).trainLoss());
    }

    @Test
    void aucAgreesWithTribuo() {
        Plan plan = plan(new LogisticRegression(0.05, 5, 8), FeatureSet.ALL);
        TrainedModel trained = plan.train(SPLIT);
        double tribuo = new LabelEvaluator()
                .evaluate(trained.model(), new Examples(plan.target(), plan.features()).dataset(SPLIT.test(), "test"))
                .AUCROC(new Label("Bad"));
        assertThat(trained.test().metric("test/auc")).isEqualTo(tribuo, within(1e-9));
    }

    @Test
    void sliceWithOneClassHasNoAuc() {
        List<Applicant> youngAndGood = SPLIT.test().stream()
                .filter(a -> a.number("Age") >= 25 || !Target.BAD_LOAN.holds().test(a))
                .toList();
        double[] guesses = new double[youngAndGood.size()];
        for (int i = 0; i < guesses.length; i++) {
            guesses[i] = i % 10 / 10.0;
        }
        TestEvaluation evaluation =
                TestEvaluation.of(youngAndGood, new Scores(Target.BAD_LOAN.truth(youngAndGood), guesses), SEED);
        assertThat(evaluation.metrics())
                .containsKeys("test/auc", "test/auc/age:25_to_60", "test/count/age:under_25")
                .doesNotContainKey("test/auc/age:under_25");
    }

    @Test
    void artifactHoldsAModelThatScoresTheSame() throws IOException {
        Plan plan = plan(Forest.random(10, 4, 0.2f), FeatureSet.WITHOUT_PROTECTED);
        TrainedModel trained = plan.train(SPLIT);
        Map<String, byte[]> files = new ModelFiles(trained, "0c1d2e3f405142638475869708192a3b", Instant.EPOCH).all();
        assertThat(files)
                .containsKeys(
                        "model/model.pb",
                        "model/MLmodel",
                        "model/pom-dependencies.xml",
                        "plots/roc.png",
                        "plots/calibration.png");
        Model<Label> read = Model.deserializeFromStream(new ByteArrayInputStream(files.get("model/model.pb")))
                .castModel(Label.class);
        Scores scores = new Examples(plan.target(), plan.features()).scores(read, SPLIT.test());
        assertThat(scores.auc().orElseThrow()).isEqualTo(trained.test().metric("test/auc"));
        JsonNode description = new ObjectMapper().readTree(files.get("model/MLmodel"));
        assertThat(description.at("/flavors/tribuo/tribuo_version").asText()).isEqualTo("4.3.2");
        assertThat(description.at("/utc_time_created").asText()).isEqualTo("1970-01-01 00:00:00.000000");
        assertThat(description.at("/signature/inputs").asText()).contains("\"name\":\"Duration\"");
        assertThat(files.get("plots/roc.png")).startsWith(0x89, 'P', 'N', 'G');
    }

    private static Plan plan(Recipe recipe, FeatureSet features) {
        return new Plan("test", Target.BAD_LOAN, features, recipe, SEED);
    }
}
