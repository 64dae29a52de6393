/**
 * How this module reads and writes its rows, and which text it takes.
 */
@NullMarked
package io.countersign.identity.data;

import org.jspecify.annotations.NullMarked;
