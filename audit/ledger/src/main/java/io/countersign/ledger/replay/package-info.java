/**
 * Rebuilds what the ledger says of stages, aliases, requests and sign-offs, and compares it with the live tables. Needs a
 * database and nothing of the server, so that the run command can do it too.
 */
@NullMarked
package io.countersign.ledger.replay;

import org.jspecify.annotations.NullMarked;
