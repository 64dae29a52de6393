package io.countersign.platform.search;

/** One item of an order. */
public record OrderItem(Identifier identifier, boolean descending) {}
