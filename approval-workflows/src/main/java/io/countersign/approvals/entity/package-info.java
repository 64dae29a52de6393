/**
 * What is stored of a promotion: the request with its frozen evidence, sign-offs, policies, ledger trail.
 * Facts are inserted once and never changed; only the state of a request moves.
 */
@NullMarked
package io.countersign.approvals.entity;

import org.jspecify.annotations.NullMarked;
