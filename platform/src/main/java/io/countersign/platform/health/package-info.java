/**
 * Brings the readiness checks of the modules before the server.
 */
@NullMarked
package io.countersign.platform.health;

import org.jspecify.annotations.NullMarked;
