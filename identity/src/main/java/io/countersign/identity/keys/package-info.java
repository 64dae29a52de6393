/**
 * API keys: made, shown once, checked, revoked.
 */
@NullMarked
package io.countersign.identity.keys;

import org.jspecify.annotations.NullMarked;
