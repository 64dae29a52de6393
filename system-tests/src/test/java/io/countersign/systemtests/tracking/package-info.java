/**
 * Run tracking as unmodified MLflow clients see it.
 */
@NullMarked
package io.countersign.systemtests.tracking;

import org.jspecify.annotations.NullMarked;
