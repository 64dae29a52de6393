/**
 * REST of the reports: who may make, list and download them.
 * Records of the wire and the mapping to use cases; no rule lives here.
 */
@NullMarked
package io.countersign.reports.boundary;

import org.jspecify.annotations.NullMarked;
