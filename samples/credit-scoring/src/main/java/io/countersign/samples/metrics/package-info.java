/**
 * Measures of a score against what came true: AUC, KS, Brier, accuracy, log loss,
 * intervals by bootstrap and curves for plots.
 */
@NullMarked
package io.countersign.samples.metrics;

import org.jspecify.annotations.NullMarked;
