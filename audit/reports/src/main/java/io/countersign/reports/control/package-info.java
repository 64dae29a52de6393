/**
 * Making a report: gather evidence by inversion, print, sign, store with its audit entry.
 * Everything that reads other modules goes through their evidence sources.
 */
@NullMarked
package io.countersign.reports.control;

import org.jspecify.annotations.NullMarked;
