/**
 * The process and decision engine behind three small ports; the only package that imports org.camunda.
 * Process definitions and decision tables are deployed from here; the rest of the module sees ports alone.
 */
@NullMarked
package io.countersign.approvals.engine;

import org.jspecify.annotations.NullMarked;
