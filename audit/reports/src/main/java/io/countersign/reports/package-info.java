/**
 * Compliance reports: evidence of all modules, printed and signed.
 * Other modules need nothing from here but the list of resource classes.
 */
@NullMarked
package io.countersign.reports;

import org.jspecify.annotations.NullMarked;
