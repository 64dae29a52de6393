package io.countersign.registry;

/**
 * Something that keeps a version from being promoted.
 *
 * @param code {@code inventory-field}, {@code inventory-form}, {@code broken-bytes}
 * @param field key of the field or section; empty when it is none
 * @param text for people
 */
public record Obstacle(String code, String field, String text) {}
