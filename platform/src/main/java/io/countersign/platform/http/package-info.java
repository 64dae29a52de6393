/**
 * Calls to addresses that people enter (webhooks): public addresses alone unless the operator allows others, the address
 * that was checked is the one that is called, bounded in time and size, no redirects.
 */
@NullMarked
package io.countersign.platform.http;

import org.jspecify.annotations.NullMarked;
