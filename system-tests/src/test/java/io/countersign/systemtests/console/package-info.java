/**
 * The console in a real browser: what people see and do, through login, sign-off and report.
 */
@NullMarked
package io.countersign.systemtests.console;

import org.jspecify.annotations.NullMarked;
