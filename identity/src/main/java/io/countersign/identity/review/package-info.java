/**
 * Who can do what, and who used it.
 */
@NullMarked
package io.countersign.identity.review;

import org.jspecify.annotations.NullMarked;
