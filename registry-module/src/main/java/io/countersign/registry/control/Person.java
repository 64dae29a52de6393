package io.countersign.registry.control;

import java.util.Map;

/** How evidence names somebody: {@code subject} and printed {@code name}. */
final class Person {
    private Person() {}

    static Map<String, Object> of(String subject, String name) {
        return Map.of("subject", subject, "name", name);
    }
}
