package io.countersign.identity.review;

import io.countersign.audit.Evidence;
import io.countersign.audit.EvidenceKind;
import io.countersign.audit.EvidenceRequest;
import io.countersign.audit.EvidenceSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The access review for reports: subject of the kind {@code access-review}, whatever its id. */
@ApplicationScoped
public class AccessEvidence implements EvidenceSource {
    static final String SUBJECT = "access-review";

    @Inject
    ReviewAccess review;

    @Override
    public EvidenceKind kind() {
        return EvidenceKind.ACCESS;
    }

    @Override
    public Optional<Evidence> gather(EvidenceRequest request) {
        if (!request.subject().kind().equals(SUBJECT)) {
            return Optional.empty();
        }
        List<Map<String, Object>> people = new ArrayList<>();
        List<Map<String, Object>> keys = new ArrayList<>();
        for (ReviewedPerson person : review.asOf(request.asOf()).people()) {
            people.addAll(rows(person));
            person.keys().forEach(key -> keys.addAll(rows(person, key)));
        }
        return Optional.of(
                new Evidence(EvidenceKind.ACCESS, Map.of("people", people, "keys", keys), List.of(), List.of()));
    }

    private static List<Map<String, Object>> rows(ReviewedPerson person) {
        List<ReviewedRole> roles =
                person.roles().isEmpty() ? List.of(new ReviewedRole("none", List.of(), List.of())) : person.roles();
        return roles.stream()
                .map(role -> {
                    Map<String, Object> row = row(person.subject(), person.name(), person.kind(), role);
                    put(row, "firstSeenAt", person.firstSeenAt());
                    put(row, "lastUsedAt", person.lastSeenAt());
                    put(row, "leftAt", person.leftAt());
                    return row;
                })
                .toList();
    }

    private static List<Map<String, Object>> rows(ReviewedPerson person, ReviewedKey key) {
        return key.roles().stream()
                .map(role -> {
                    Map<String, Object> row = row("key:" + key.id(), key.name(), key.kind(), role);
                    row.put("accountable", Map.of("subject", person.subject(), "name", person.name()));
                    put(row, "createdAt", key.createdAt());
                    put(row, "lastUsedAt", key.lastUsedAt());
                    put(row, "expiresAt", key.expiresAt());
                    return row;
                })
                .toList();
    }

    private static Map<String, Object> row(String subject, String name, String kind, ReviewedRole role) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("subject", subject);
        row.put("name", name);
        row.put("kind", kind);
        row.put("role", role.role());
        row.put("models", ReviewedRole.words(role.models()));
        row.put("experiments", ReviewedRole.words(role.experiments()));
        return row;
    }

    private static void put(Map<String, Object> row, String key, @Nullable Instant at) {
        if (at != null) {
            row.put(key, at);
        }
    }
}
