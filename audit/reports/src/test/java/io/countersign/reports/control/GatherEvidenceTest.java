package io.countersign.reports.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.audit.EntryId;
import io.countersign.audit.Evidence;
import io.countersign.audit.EvidenceKind;
import io.countersign.audit.EvidenceSource;
import io.countersign.audit.Inclusion;
import io.countersign.audit.Inclusions;
import io.countersign.audit.Subject;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import io.countersign.reports.document.PromotionEvidence;
import io.countersign.reports.entity.Dossier;
import io.countersign.reports.testing.Dossiers;
import io.countersign.reports.testing.Offered;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GatherEvidenceTest {
    private static final Map<EvidenceKind, String> SUBJECT_KINDS = Map.of(
            EvidenceKind.PROMOTION, "promotion",
            EvidenceKind.SIGN_OFFS, "promotion",
            EvidenceKind.MODEL_VERSION, "model-version",
            EvidenceKind.RUN, "run",
            EvidenceKind.MODEL, "registered-model",
            EvidenceKind.FINDINGS, "promotion",
            EvidenceKind.WAIVERS, "promotion",
            EvidenceKind.LEDGER, "promotion");

    private final Map<EvidenceKind, Evidence> known =
            Dossiers.approvedPromotion().evidence();
    private final Map<EvidenceKind, Offered> offered = new EnumMap<>(EvidenceKind.class);
    private String inclusion = "included";

    private Dossier gather() {
        known.forEach((kind, evidence) -> offered.put(kind, new Offered(SUBJECT_KINDS.get(kind), evidence)));
        return gatherFrom(new ArrayList<>(offered.values()));
    }

    private Dossier gatherFrom(List<EvidenceSource> sources) {
        Snapshot noDatabase = new Snapshot() {
            @Override
            public <T> T read(Supplier<T> work) {
                return work.get();
            }
        };
        Inclusions ledger = (entry, atMost) ->
                new Inclusion(entry.toString(), inclusion, null, null, null, List.of(), null, "/v1/ledger");
        return new GatherEvidence(noDatabase, sources, List.of(ledger))
                .about(new PromotionEvidence(), Dossiers.SUBJECT);
    }

    @Test
    void followsFromThePromotionToAllThatItNames() {
        Dossier dossier = gather();

        assertThat(dossier.evidence()).containsExactlyInAnyOrderEntriesOf(known);
        assertThat(dossier.subject()).isEqualTo(Dossiers.SUBJECT);
    }

    @Test
    void ledgerIsAskedLastForEveryEntryCited() {
        EntryId ofTheRun = new EntryId(new UUID(7, 7));
        known.compute(EvidenceKind.RUN, (kind, run) -> new Evidence(kind, run.fields(), List.of(), List.of(ofTheRun)));
        List<Map<String, Object>> proven = new ArrayList<>(ledgerEntries());
        proven.add(Dossiers.facts("entryId", ofTheRun.toString()));
        ledger("entries", proven);

        gather();

        assertThat(offered.get(EvidenceKind.LEDGER).entriesAsked())
                .containsAll(known.get(EvidenceKind.PROMOTION).entries())
                .contains(ofTheRun)
                .hasSize(7);
    }

    static Set<EvidenceKind> needed() {
        return new PromotionEvidence().needs();
    }

    static Set<EvidenceKind> neededBesideThePromotion() {
        Set<EvidenceKind> needed = EnumSet.copyOf(needed());
        needed.remove(EvidenceKind.PROMOTION);
        return needed;
    }

    @ParameterizedTest
    @MethodSource("neededBesideThePromotion")
    void missingEvidenceFailsByName(EvidenceKind kind) {
        offered.clear();
        known.forEach((each, evidence) ->
                offered.put(each, new Offered(each == kind ? "nothing" : SUBJECT_KINDS.get(each), evidence)));

        assertMissing(kind, () -> gatherFrom(new ArrayList<>(offered.values())));
    }

    @ParameterizedTest
    @MethodSource("needed")
    void missingSourceFailsByName(EvidenceKind kind) {
        known.remove(kind);

        assertMissing(kind, this::gather);
    }

    @Test
    void unknownPromotionIsNotFound() {
        known.forEach((kind, evidence) ->
                offered.put(kind, new Offered(kind == EvidenceKind.PROMOTION ? "x" : "promotion", evidence)));

        assertThatThrownBy(() -> gatherFrom(new ArrayList<>(offered.values())))
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.type()).isEqualTo(ProblemType.NOT_FOUND);
                    assertThat(problem.detail()).isEqualTo("There is no promotion " + Dossiers.PROMOTION);
                });
    }

    @Test
    void entryWithoutProofFailsByName() {
        ledger("entries", ledgerEntries().subList(0, 5));

        assertMissing(EvidenceKind.LEDGER, this::gather)
                .hasMessageContaining(
                        known.get(EvidenceKind.PROMOTION).entries().get(5).toString());
    }

    @Test
    void entryThatIsNotYetSequencedFailsByName() {
        inclusion = "pending";

        assertMissing(EvidenceKind.LEDGER, this::gather).hasMessageContaining("not yet in the signed tree");
    }

    @Test
    void subjectsThatNameEachOtherAreAskedOnce() {
        known.compute(
                EvidenceKind.MODEL_VERSION,
                (kind, version) -> new Evidence(
                        kind, version.fields(), List.of(Dossiers.SUBJECT, new Subject("run", "another")), List.of()));

        assertThat(gather().evidence()).hasSameSizeAs(needed());
        assertThat(offered.get(EvidenceKind.PROMOTION).asked).hasSize(1);
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> ledgerEntries() {
        return (List<Map<String, Object>>)
                known.get(EvidenceKind.LEDGER).fields().get("entries");
    }

    private void ledger(String key, Object value) {
        known.get(EvidenceKind.LEDGER).fields().put(key, value);
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ?> assertMissing(
            EvidenceKind kind, org.assertj.core.api.ThrowableAssert.ThrowingCallable gathering) {
        return assertThatThrownBy(gathering).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.type().slug()).isEqualTo("evidence-missing");
            assertThat(problem.type().category()).isEqualTo(ProblemType.Category.UNPROCESSABLE);
            assertThat(problem.details()).containsEntry("kind", kind.name());
        });
    }
}
