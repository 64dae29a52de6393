/**
 * The witness: a party of its own that remembers the last tree of a log and cosigns what continues it (C2SP tlog-witness).
 */
@NullMarked
package io.countersign.verifier.witness;

import org.jspecify.annotations.NullMarked;
