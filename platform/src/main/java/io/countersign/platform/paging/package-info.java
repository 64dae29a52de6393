/**
 * Pages and opaque page tokens.
 */
@NullMarked
package io.countersign.platform.paging;

import org.jspecify.annotations.NullMarked;
