/**
 * Experiments and runs on the product's own API: what the console shows of them, side by side if asked.
 */
@NullMarked
package io.countersign.tracking.view;

import org.jspecify.annotations.NullMarked;
