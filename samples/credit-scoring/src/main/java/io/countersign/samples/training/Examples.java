package io.countersign.samples.training;

import io.countersign.samples.data.Applicant;
import io.countersign.samples.data.FeatureSet;
import io.countersign.samples.data.GermanCredit;
import io.countersign.samples.data.Target;
import io.countersign.samples.metrics.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ListExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Applicants as Tribuo sees them: numbers as they are, categories as one feature for each value. */
public record Examples(Target target, FeatureSet features) {

    /** A data set whose provenance, which the model keeps, names source, part and digest. */
    public Dataset<Label> dataset(List<Applicant> applicants, String part) {
        LabelFactory labels = new LabelFactory();
        String origin = GermanCredit.NAME + ", " + part + " part, digest " + GermanCredit.digest(applicants);
        MutableDataset<Label> dataset = new MutableDataset<>(new SimpleDataSourceProvenance(origin, labels), labels);
        applicants.forEach(a -> dataset.add(example(a)));
        return dataset;
    }

    /** One applicant with their true label. */
    public Example<Label> example(Applicant applicant) {
        List<Feature> row = new ArrayList<>();
        for (String attribute : features.attributes()) {
            row.add(
                    GermanCredit.NUMERIC.contains(attribute)
                            ? new Feature(attribute, applicant.number(attribute))
                            : new Feature(attribute + "=" + applicant.value(attribute), 1.0));
        }
        return new ListExample<>(new Label(target.label(applicant)), row);
    }

    /** The probabilities of the positive class that a model gives to applicants. */
    public Scores scores(Model<Label> model, List<Applicant> applicants) {
        double[] scores = new double[applicants.size()];
        for (int i = 0; i < scores.length; i++) {
            Label positive = Objects.requireNonNull(
                    model.predict(example(applicants.get(i))).getOutputScores().get(target.positive()),
                    "the model has no score for " + target.positive());
            // Sums of floating-point votes may leave [0, 1] by a rounding error.
            scores[i] = Math.min(1, Math.max(0, positive.getScore()));
        }
        return new Scores(target.truth(applicants), scores);
    }
}
