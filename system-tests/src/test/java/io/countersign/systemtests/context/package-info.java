/** The experimental context on the whole product: lineage, score cards, comments, seals, retention. */
@NullMarked
package io.countersign.systemtests.context;

import org.jspecify.annotations.NullMarked;
