/**
 * Use cases, rules and SQL of run tracking: logging, reading, searching, sealing, artifacts.
 * Plain classes over a transaction's connection, so that they run without a container too.
 */
@NullMarked
package io.countersign.tracking.control;

import org.jspecify.annotations.NullMarked;
