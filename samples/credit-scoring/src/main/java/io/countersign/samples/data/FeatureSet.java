package io.countersign.samples.data;

import java.util.List;
import java.util.Set;

/**
 * A named choice of attributes that a model may see.
 *
 * @param name the name under which runs log it
 * @param attributes attribute names, in the order of the file
 */
public record FeatureSet(String name, List<String> attributes) {

    /** Attributes that a lender may not decide by: age, sex with marital status, origin. */
    public static final Set<String> PROTECTED = Set.of("Age", "Personal", "ForeignWorker");

    /** All twenty attributes. */
    public static final FeatureSet ALL = new FeatureSet(
            "all",
            List.of(
                    "Duration",
                    "Amount",
                    "InstallmentRatePercentage",
                    "ResidenceDuration",
                    "Age",
                    "NumberExistingCredits",
                    "NumberPeopleMaintenance",
                    "Telephone",
                    "ForeignWorker",
                    "CheckingAccountStatus",
                    "CreditHistory",
                    "Purpose",
                    "SavingsAccountBonds",
                    "EmploymentDuration",
                    "Personal",
                    "OtherDebtorsGuarantors",
                    "Property",
                    "OtherInstallmentPlans",
                    "Housing",
                    "Job"));

    /** All but the protected attributes. */
    public static final FeatureSet WITHOUT_PROTECTED = ALL.without("without-protected", PROTECTED);

    /** Three attributes that say little about an applicant: a model on them is deliberately weak. */
    public static final FeatureSet THIN_FILE =
            new FeatureSet("thin-file", List.of("EmploymentDuration", "Housing", "Job"));

    public FeatureSet {
        attributes = List.copyOf(attributes);
        if (attributes.isEmpty()) {
            throw new IllegalArgumentException("feature set " + name + " has no attribute");
        }
    }

    /** This set less some attributes, under a new name. */
    public FeatureSet without(String newName, Set<String> left) {
        return new FeatureSet(
                newName, attributes.stream().filter(a -> !left.contains(a)).toList());
    }

    /** This set under its own name less what gives the target away. */
    public FeatureSet honestFor(Target target) {
        return without(name, target.givenAway());
    }
}
