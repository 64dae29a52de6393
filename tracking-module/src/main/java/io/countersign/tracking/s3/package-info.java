/**
 * Artifacts in any S3-compatible object store, by the AWS SDK over the JDK's own HTTP client.
 */
@NullMarked
package io.countersign.tracking.s3;

import org.jspecify.annotations.NullMarked;
