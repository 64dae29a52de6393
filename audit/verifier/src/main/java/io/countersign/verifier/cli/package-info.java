/**
 * The command {@code countersign-verify}: the verifier for people and for scripts.
 */
@NullMarked
package io.countersign.verifier.cli;

import org.jspecify.annotations.NullMarked;
