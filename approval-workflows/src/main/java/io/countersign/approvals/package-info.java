/**
 * Promotion requests, the policies that decide them, and the sign-offs that people give.
 * This root package holds the only type that others may import.
 */
@NullMarked
package io.countersign.approvals;

import org.jspecify.annotations.NullMarked;
