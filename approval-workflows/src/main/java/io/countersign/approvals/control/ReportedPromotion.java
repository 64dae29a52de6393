package io.countersign.approvals.control;

import io.countersign.approvals.entity.Promotion;
import io.countersign.approvals.policy.ThresholdResult;
import io.countersign.audit.EvidenceRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A request in the plain maps and lists that report templates take. */
final class ReportedPromotion {
    private ReportedPromotion() {}

    /** The request that the report is about; empty for another subject, or one that did not exist yet. */
    static Optional<PromotionFile> find(PromotionFiles files, EvidenceRequest request) {
        if (!request.subject().kind().equals("promotion")) {
            return Optional.empty();
        }
        return id(request.subject().id())
                .flatMap(files::find)
                .filter(file -> !file.promotion().requestedAt().isAfter(request.asOf()));
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notOfOurs) {
            return Optional.empty();
        }
    }

    static List<Map<String, Object>> thresholds(Promotion promotion) {
        return promotion.thresholds().stream().map(ReportedPromotion::threshold).toList();
    }

    private static Map<String, Object> threshold(ThresholdResult result) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("metric", result.metric());
        fields.put("comparator", result.comparator().symbol());
        fields.put("limit", result.limit());
        if (result.value() != null) {
            fields.put("value", result.value());
        }
        if (result.slice() != null) {
            fields.put("slice", result.slice());
        }
        if (result.champion() != null) {
            fields.put("champion", result.champion());
        }
        if (result.origin() != null) {
            fields.put("run", result.origin().run());
            fields.put("supplier", result.origin().supplier().wireName());
            if (result.origin().dataset() != null) {
                fields.put("dataset", result.origin().dataset());
            }
        }
        if (result.baseline() != null) {
            fields.put("baseline", result.baseline().text());
        }
        fields.put("verdict", result.verdict().wireName());
        if (result.reason() != null) {
            fields.put("reason", result.reason());
        }
        return fields;
    }

    static List<Map<String, Object>> required(PromotionFile file) {
        return file.progress().steps().stream()
                .map(step -> Map.<String, Object>of(
                        "role", step.rule().role(),
                        "meaning", step.rule().meaning(),
                        "count", step.rule().count(),
                        "given", step.given(),
                        "round", step.rule().round(),
                        "validityDays", step.rule().validityDays()))
                .toList();
    }
}
