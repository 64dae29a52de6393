/**
 * What is there to reproduce a run by: rules without a database, by the conventions of docs/reproducibility.md.
 */
@NullMarked
package io.countersign.tracking.scorecard;

import org.jspecify.annotations.NullMarked;
