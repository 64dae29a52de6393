package io.countersign.samples.demo;

import static io.countersign.samples.demo.People.APPROVER_2;
import static io.countersign.samples.demo.People.ENGINEER_1;
import static io.countersign.samples.demo.People.ENGINEER_2;
import static io.countersign.samples.demo.People.OWNER;

import io.countersign.samples.client.CallFailed;
import io.countersign.samples.client.LoggedModel;
import io.countersign.samples.client.Promotion;
import java.util.List;

/** Three models at different points of their lives. */
final class Story {

    static final String CREDIT_SCORING = "credit-scoring";
    static final String LOAN_AMOUNT = "loan-amount-above-4000";
    static final String LOAN_TERM = "loan-term-above-24-months";

    private final People people;
    private final Lab lab;
    private final Governance governance;

    Story(People people, Lab lab, Governance governance) {
        this.people = people;
        this.lab = lab;
        this.governance = governance;
    }

    /** One version approved and in Production, a challenger that waits for its sign-off. */
    void creditScoring() {
        String description = "Probability that a consumer loan goes bad";
        List<LoggedModel> linearRuns = lab.run(people.as(ENGINEER_1), CREDIT_SCORING, Sweeps.LINEAR);
        List<LoggedModel> treeRuns = lab.run(people.as(ENGINEER_2), CREDIT_SCORING, Sweeps.TREES);
        lab.run(people.as(ENGINEER_1), CREDIT_SCORING, Sweeps.WITH_PROTECTED);

        int first = governance.register(ENGINEER_1, CREDIT_SCORING, description, LoggedModel.best(linearRuns));
        Promotion approved = governance.approve(
                governance.askForProduction(ENGINEER_1, CREDIT_SCORING, first),
                "Discrimination, calibration and the age slices are within policy; no protected attribute is used.");
        expect(approved, "approved");
        int challenger = governance.register(ENGINEER_2, CREDIT_SCORING, description, LoggedModel.best(treeRuns));
        // Left open on purpose; a load that is carried on may find it decided by whoever tried the console meanwhile.
        governance.askForProduction(ENGINEER_2, CREDIT_SCORING, challenger);
    }

    /** A good model that a risk approver turned down, with a reason. */
    void loanAmount() {
        List<LoggedModel> runs = lab.run(people.as(ENGINEER_2), LOAN_AMOUNT, Sweeps.AMOUNT);
        int version = governance.register(
                ENGINEER_2,
                LOAN_AMOUNT,
                "Probability that an applicant asks for more than 4000 DM",
                LoggedModel.best(runs));
        Promotion rejected = governance.reject(
                governance.askForProduction(
                        OWNER, LOAN_AMOUNT, version, "Offer larger loans to applicants who are likely to need them"),
                APPROVER_2,
                "risk-approver",
                "The model ranks well, but the loan's duration is among its features, and that is agreed together with"
                        + " the amount: it is not known when an offer is made. Retrain without it.");
        expect(rejected, "rejected");
    }

    /** A thin model that the thresholds refused, and its successor in Staging. */
    void loanTerm() {
        String description = "Probability that a loan runs longer than 24 months";
        List<LoggedModel> thinRuns = lab.run(people.as(ENGINEER_1), LOAN_TERM, Sweeps.TERM_THIN);
        List<LoggedModel> fullRuns = lab.run(people.as(ENGINEER_1), LOAN_TERM, Sweeps.TERM);
        int refused = governance.register(ENGINEER_1, LOAN_TERM, description, LoggedModel.best(thinRuns));
        expect(governance.askForProduction(ENGINEER_1, LOAN_TERM, refused), "refused");
        int successor = governance.register(ENGINEER_1, LOAN_TERM, description, LoggedModel.best(fullRuns));
        governance.move(ENGINEER_1, LOAN_TERM, successor, Governance.STAGING);
    }

    private static void expect(Promotion promotion, String state) {
        if (!promotion.state().equals(state)) {
            throw new CallFailed(
                    0,
                    "Promotion " + promotion.id() + " of " + promotion.model() + " version " + promotion.version()
                            + " is " + promotion.state() + ", where the demonstration leaves it " + state);
        }
    }
}
