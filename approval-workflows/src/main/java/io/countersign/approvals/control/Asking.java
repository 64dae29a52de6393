package io.countersign.approvals.control;

import io.countersign.approvals.entity.AskedWaiver;
import io.countersign.approvals.entity.RequestKind;
import io.countersign.registry.TransitionIntent;
import java.util.List;

/**
 * What somebody asks for.
 *
 * @param kind in which way
 * @param intent what is to happen
 * @param waivers thresholds to be waived
 * @param otherRuns ids of runs beside the version's own whose numbers are to count
 */
public record Asking(RequestKind kind, TransitionIntent intent, List<AskedWaiver> waivers, List<String> otherRuns) {
    public Asking {
        waivers = List.copyOf(waivers);
        otherRuns = List.copyOf(otherRuns);
    }

    /** An ordinary promotion by the version's own numbers. */
    public static Asking promotion(TransitionIntent intent) {
        return new Asking(RequestKind.PROMOTION, intent, List.of(), List.of());
    }
}
