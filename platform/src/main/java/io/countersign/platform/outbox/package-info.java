/**
 * What leaves the database (webhook, mail, deletion in an object store) is written here first, in the transaction of the
 * change it tells of, and delivered after commit, with retries.
 */
@NullMarked
package io.countersign.platform.outbox;

import org.jspecify.annotations.NullMarked;
