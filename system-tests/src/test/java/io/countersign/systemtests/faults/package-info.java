/**
 * What happens when a part dies: tagged {@code deep}, run by the profile of that name.
 */
@NullMarked
package io.countersign.systemtests.faults;

import org.jspecify.annotations.NullMarked;
