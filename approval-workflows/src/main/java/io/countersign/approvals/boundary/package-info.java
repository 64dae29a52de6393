/**
 * The REST endpoints of promotions and tasks, and the records that travel.
 * No transaction is open here: use cases commit before the boundary waits for their inclusion in the ledger.
 */
@NullMarked
package io.countersign.approvals.boundary;

import org.jspecify.annotations.NullMarked;
