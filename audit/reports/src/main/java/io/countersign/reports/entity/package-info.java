/**
 * What a report is once it is made: its identity, its metadata.
 * Values without behaviour of their own.
 */
@NullMarked
package io.countersign.reports.entity;

import org.jspecify.annotations.NullMarked;
