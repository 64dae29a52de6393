package io.countersign.platform.search;

/**
 * What is compared with.
 *
 * @param text the text without its quotes, or the number as written
 * @param isNumber whether it stood there without quotes
 */
public record Operand(String text, boolean isNumber) {}
