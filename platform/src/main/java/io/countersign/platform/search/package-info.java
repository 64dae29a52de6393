/**
 * MLflow's search language, parsed: what every search of runs, experiments, models and versions understands. Modules bind
 * the identifiers to what they keep; no SQL is made here.
 */
@NullMarked
package io.countersign.platform.search;

import org.jspecify.annotations.NullMarked;
