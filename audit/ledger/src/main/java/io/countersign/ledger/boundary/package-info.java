/**
 * The ledger over HTTP: entries, checkpoint, key, inclusion proofs, export.
 */
@NullMarked
package io.countersign.ledger.boundary;

import org.jspecify.annotations.NullMarked;
