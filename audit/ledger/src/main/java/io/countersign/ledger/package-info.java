/**
 * The ledger: append, sequence, tree, checkpoint, prove, export. Other modules reach it through {@code io.countersign.audit}.
 */
@NullMarked
package io.countersign.ledger;

import org.jspecify.annotations.NullMarked;
