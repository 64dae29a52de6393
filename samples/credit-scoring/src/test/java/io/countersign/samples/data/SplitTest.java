package io.countersign.samples.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {

    private static final List<Applicant> ALL = GermanCredit.read();

    @Test
    void fileHoldsWhatItsNoticeSays() {
        assertThat(ALL).hasSize(1000);
        assertThat(ALL).filteredOn(Target.BAD_LOAN.holds()).hasSize(300);
        assertThat(ALL.get(0).values())
                .hasSize(21)
                .containsEntry("Amount", "1169")
                .containsEntry("Class", "Good");
        assertThat(GermanCredit.class.getResource("german-credit-NOTICE.txt")).isNotNull();
    }

    @Test
    void partsAreDisjointAndLeaveNobodyOut() {
        Split split = Split.stratified(ALL, Target.BAD_LOAN, 42);
        List<Integer> rows = new ArrayList<>();
        List.of(split.train(), split.validation(), split.test()).forEach(part -> part.forEach(a -> rows.add(a.row())));
        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 1000).boxed().toList());
        assertThat(split.train()).hasSize(500);
        assertThat(split.validation()).hasSize(200);
        assertThat(split.test()).hasSize(300);
    }

    @Test
    void partsHaveTheSameShareOfBothClasses() {
        Split split = Split.stratified(ALL, Target.BAD_LOAN, 42);
        assertThat(split.train()).filteredOn(Target.BAD_LOAN.holds()).hasSize(150);
        assertThat(split.validation()).filteredOn(Target.BAD_LOAN.holds()).hasSize(60);
        assertThat(split.test()).filteredOn(Target.BAD_LOAN.holds()).hasSize(90);
    }

    @Test
    void sameSeedGivesTheSamePartsAndAnotherSeedOthers() {
        Split split = Split.stratified(ALL, Target.BAD_LOAN, 42);
        assertThat(Split.stratified(ALL, Target.BAD_LOAN, 42)).isEqualTo(split);
        assertThat(Split.stratified(ALL, Target.BAD_LOAN, 43).test()).isNotEqualTo(split.test());
    }

    @Test
    void digestTellsPartsApartAndFitsMlflow() {
        Split split = Split.stratified(ALL, Target.BAD_LOAN, 42);
        assertThat(GermanCredit.digest(split.train()))
                .matches("[0-9a-f]{32}")
                .isEqualTo(GermanCredit.digest(
                        Split.stratified(ALL, Target.BAD_LOAN, 42).train()))
                .isNotEqualTo(GermanCredit.digest(split.test()));
    }

    @Test
    void noTargetIsAmongItsOwnFeatures() {
        assertThat(FeatureSet.ALL.attributes()).hasSize(20).doesNotContain("Class");
        assertThat(FeatureSet.ALL.honestFor(Target.AMOUNT_OVER_4000).attributes())
                .hasSize(19)
                .doesNotContain("Amount");
        assertThat(FeatureSet.ALL.honestFor(Target.TERM_OVER_24_MONTHS).attributes())
                .hasSize(19)
                .doesNotContain("Duration");
        assertThat(FeatureSet.WITHOUT_PROTECTED.attributes())
                .hasSize(17)
                .doesNotContain("Age", "Personal", "ForeignWorker");
    }
}
