package io.countersign.registry.inventory;

import io.countersign.platform.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What people must say about a model, and the questions of each form (docs/architecture.md; EU AI Act, Annex IV). */
final class Sections {
    private static final Map<String, List<String>> QUESTIONS = questions();

    private Sections() {}

    /** The questions of a section. @throws ProblemException (not found) */
    static List<String> questions(String section) {
        List<String> questions = QUESTIONS.get(section);
        if (questions == null) {
            throw ProblemException.notFound(
                    "There is no section " + section + "; sections are " + String.join(", ", QUESTIONS.keySet()));
        }
        return questions;
    }

    static Map<String, List<String>> all() {
        return QUESTIONS;
    }

    private static Map<String, List<String>> questions() {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        sections.put(
                "purpose", List.of("businessPurpose", "users", "decisionsAffected", "limitations", "alternatives"));
        sections.put("data-quality", List.of("origin", "representativeness", "bias", "gaps", "licence", "preparation"));
        sections.put(
                "independent-validation",
                List.of("validator", "independence", "scope", "tests", "conclusion", "conditions"));
        sections.put(
                "risks-and-controls",
                List.of("risks", "controls", "residualRisk", "impactAssessment", "fundamentalRights"));
        sections.put(
                "oversight", List.of("humanOversight", "override", "stopControl", "logging", "access", "training"));
        sections.put("monitoring-plan", List.of("metrics", "thresholds", "frequency", "triggers", "incidents"));
        sections.put("standards", List.of("standards", "deviations", "declarationOfConformity"));
        return java.util.Collections.unmodifiableMap(sections);
    }
}
