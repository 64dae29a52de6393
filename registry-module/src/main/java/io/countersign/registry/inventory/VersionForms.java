package io.countersign.registry.inventory;

import io.countersign.registry.VersionId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What forms say of a version: its own answers, and where it has none those about its model. */
@Dependent
@Transactional
public class VersionForms {
    private final Documents documents;

    @Inject
    public VersionForms(Documents documents) {
        this.documents = documents;
    }

    /** Newest answers by section; a section that nobody filled is absent. */
    public Map<String, Map<String, String>> of(VersionId id) {
        Map<String, Map<String, String>> forms = new LinkedHashMap<>();
        Instant now = Instant.now();
        for (String section : Sections.all().keySet()) {
            Map<String, String> answers = new LinkedHashMap<>(documents.answers(id.model(), null, section, now));
            answers.putAll(documents.answers(id.model(), id.version(), section, now));
            if (!answers.isEmpty()) {
                forms.put(section, answers);
            }
        }
        return forms;
    }
}
