/** Reading XML that people upload. */
@NullMarked
package io.countersign.platform.xml;

import org.jspecify.annotations.NullMarked;
