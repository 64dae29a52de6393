package io.countersign.tracking.entity;

/** A parameter of a run: written once. */
public record Param(String key, String value) {}
