package io.countersign.identity.scope;

import io.countersign.identity.data.Text;

/**
 * One name, or all names that begin alike.
 *
 * @param name the name, or with {@code prefix} the beginning of names, then it may be empty
 * @param prefix whether {@code name} is a beginning
 */
public record NameRule(String name, boolean prefix) {
    private static final int LONGEST_NAME = 500;

    public NameRule {
        if (!prefix || !name.isEmpty()) {
            name = Text.required("name", name, LONGEST_NAME);
        }
    }
}
