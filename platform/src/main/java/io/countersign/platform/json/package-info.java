/**
 * The one Jackson configuration of the product.
 */
@NullMarked
package io.countersign.platform.json;

import org.jspecify.annotations.NullMarked;
