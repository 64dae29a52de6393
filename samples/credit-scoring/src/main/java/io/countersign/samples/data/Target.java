package io.countersign.samples.data;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a model predicts: the probability that {@code positive} holds for an applicant.
 *
 * @param name what is predicted, in words
 * @param positive label of applicants for whom it holds
 * @param negative label of the others
 * @param holds whether it holds for an applicant
 * @param givenAway attributes that say the answer and so may not be features
 */
public record Target(String name, String positive, String negative, Predicate<Applicant> holds, Set<String> givenAway) {

    /** The loan went bad. */
    public static final Target BAD_LOAN = new Target(
            "loan goes bad", "Bad", "Good", a -> a.value(GermanCredit.CLASS).equals("Bad"), Set.of());

    /** The amount asked for is above 4,000 Deutsche Mark. */
    public static final Target AMOUNT_OVER_4000 = new Target(
            "loan amount above 4000 DM", "Above4000", "UpTo4000", a -> a.number("Amount") > 4000, Set.of("Amount"));

    /** The loan runs longer than 24 months. */
    public static final Target TERM_OVER_24_MONTHS = new Target(
            "loan term above 24 months",
            "Above24Months",
            "UpTo24Months",
            a -> a.number("Duration") > 24,
            Set.of("Duration"));

    public Target {
        givenAway = Set.copyOf(givenAway);
    }

    /** The label of an applicant. */
    public String label(Applicant applicant) {
        return holds.test(applicant) ? positive : negative;
    }

    /** For each applicant, in order, whether it holds. */
    public boolean[] truth(List<Applicant> applicants) {
        boolean[] truth = new boolean[applicants.size()];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = holds.test(applicants.get(i));
        }
        return truth;
    }
}
