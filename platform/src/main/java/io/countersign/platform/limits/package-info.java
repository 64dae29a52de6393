/** How much one caller may ask of the server: calls, sizes and times; and the count of calls that were turned away. */
@NullMarked
package io.countersign.platform.limits;

import org.jspecify.annotations.NullMarked;
