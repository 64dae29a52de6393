/**
 * The sample that a data scientist runs: train, log, register the best, ask for Production.
 * Its main class is Train.
 */
@NullMarked
package io.countersign.samples.creditscoring;

import org.jspecify.annotations.NullMarked;
