/** The stored messages, the courier that takes and delivers them, and what operators see of both. */
@NullMarked
package io.countersign.delivery.control;

import org.jspecify.annotations.NullMarked;
