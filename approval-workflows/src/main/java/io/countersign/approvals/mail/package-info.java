/**
 * Notices by e-mail: a channel of the outbox. Nothing here decides who is told what.
 */
@NullMarked
package io.countersign.approvals.mail;

import org.jspecify.annotations.NullMarked;
