package io.countersign.samples.client;

/**
 * A run as the server knows it.
 *
 * @param id the run's id
 * @param artifactUri where its artifacts are, such as {@code mlflow-artifacts:/1/0c1d…/artifacts}
 */
public record LoggedRun(String id, String artifactUri) {}
