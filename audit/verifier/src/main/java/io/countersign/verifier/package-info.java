/**
 * The formats that outsiders verify (entry bytes, tree, checkpoint, export), each defined once, and the offline verifier
 * of them. Plain Java SE; {@code docs/ledger-format.md} says the same without code.
 */
@NullMarked
package io.countersign.verifier;

import org.jspecify.annotations.NullMarked;
