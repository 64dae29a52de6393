package io.countersign.samples.training;

import io.countersign.samples.data.Applicant;
import io.countersign.samples.metrics.Interval;
import io.countersign.samples.metrics.Scores;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a finished model is worth on the test part.
 *
 * @param scores its scores
 * @param metrics values by name: {@code split/metric}, {@code split/metric/attribute:value}, {@code …/ci_low},
 *     {@code …/ci_high}. A measure that is undefined on a slice, because one class only occurs in it, is absent
 */
public record TestEvaluation(Scores scores, Map<String, Double> metrics) {

    static TestEvaluation of(List<Applicant> applicants, Scores scores, long seed) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        scores.auc().ifPresent(auc -> metrics.put("test/auc", auc));
        Interval.ofAuc(scores, seed).ifPresent(interval -> {
            metrics.put("test/auc/ci_low", interval.low());
            metrics.put("test/auc/ci_high", interval.high());
        });
        scores.ks().ifPresent(ks -> metrics.put("test/ks", ks));
        metrics.put("test/brier", scores.brier());
        metrics.put("test/accuracy", scores.accuracy());
        for (Slice slice : Slice.PROTECTED) {
            int[] positions = slice.positions(applicants);
            if (positions.length > 0) {
                Scores inSlice = scores.at(positions);
                inSlice.auc().ifPresent(auc -> metrics.put("test/auc/" + slice.name(), auc));
                metrics.put("test/count/" + slice.name(), (double) positions.length);
            }
        }
        return new TestEvaluation(scores, metrics);
    }

    /**
     * A measure by its name.
     *
     * @throws IllegalArgumentException if it is undefined here
     */
    public double metric(String name) {
        Double value = metrics.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is undefined on this test part");
        }
        return value;
    }
}
