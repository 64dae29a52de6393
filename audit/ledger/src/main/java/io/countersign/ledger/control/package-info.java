/**
 * How history is written, put in order, signed and proved: plain classes over SQL, and thin beans around them.
 */
@NullMarked
package io.countersign.ledger.control;

import org.jspecify.annotations.NullMarked;
