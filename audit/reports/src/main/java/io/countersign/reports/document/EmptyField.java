package io.countersign.reports.document;

/**
 * A field that this report should hold and that nobody filled.
 *
 * @param section heading of the section that asks for it
 * @param field its printed name
 */
public record EmptyField(String section, String field) {}
