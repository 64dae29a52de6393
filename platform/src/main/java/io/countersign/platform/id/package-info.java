/**
 * Identifiers made by the server.
 */
@NullMarked
package io.countersign.platform.id;

import org.jspecify.annotations.NullMarked;
