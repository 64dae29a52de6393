/**
 * What every module may append to the audit log, and what it may offer as evidence to reports.
 * Nobody compiles against the ledger or the reports: both are reached through the types in here.
 */
@NullMarked
package io.countersign.audit;

import org.jspecify.annotations.NullMarked;
