/**
 * Recipes that train Tribuo models, their evaluation on the untouched test split,
 * and the files that make a model artifact.
 */
@NullMarked
package io.countersign.samples.training;

import org.jspecify.annotations.NullMarked;
