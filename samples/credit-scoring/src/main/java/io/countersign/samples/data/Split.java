package io.countersign.samples.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Disjoint parts of the data: to fit, to choose among models, and to report. The test part is seen once, by the final
 * evaluation.
 */
public record Split(List<Applicant> train, List<Applicant> validation, List<Applicant> test, long seed) {

    private static final double TRAIN_SHARE = 0.5;
    private static final double VALIDATION_SHARE = 0.2;

    public Split {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
    }

    /**
     * 50 % training, 20 % validation, 30 % test, each with the same share of both classes (to the nearest applicant).
     * The same seed gives the same parts on every Java platform, since {@link Random} is specified to the bit.
     */
    public static Split stratified(List<Applicant> applicants, Target target, long seed) {
        Random random = new Random(seed);
        List<Applicant> train = new ArrayList<>();
        List<Applicant> validation = new ArrayList<>();
        List<Applicant> test = new ArrayList<>();
        for (boolean positive : new boolean[] {true, false}) {
            List<Applicant> stratum = new ArrayList<>(applicants.stream()
                    .filter(a -> target.holds().test(a) == positive)
                    .toList());
            Collections.shuffle(stratum, random);
            int trainEnd = (int) Math.round(stratum.size() * TRAIN_SHARE);
            int validationEnd = (int) Math.round(stratum.size() * (TRAIN_SHARE + VALIDATION_SHARE));
            train.addAll(stratum.subList(0, trainEnd));
            validation.addAll(stratum.subList(trainEnd, validationEnd));
            test.addAll(stratum.subList(validationEnd, stratum.size()));
        }
        Comparator<Applicant> byRow = Comparator.comparingInt(Applicant::row);
        train.sort(byRow);
        validation.sort(byRow);
        test.sort(byRow);
        return new Split(train, validation, test, seed);
    }
}
