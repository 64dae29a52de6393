/**
 * Identity and access as far as the product decides them: API keys, grants, people seen, access review.
 * Others see the list of resource classes, the check of a key for the bearer shell, and the event of a person who left.
 */
@NullMarked
package io.countersign.identity;

import org.jspecify.annotations.NullMarked;
