package io.countersign.reports.pdf;

/**
 * A file inside the PDF.
 *
 * @param name file name
 * @param mediaType MIME type
 * @param description what it is, for readers
 * @param content its bytes, kept exactly
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way into a file; never compared
public record Attachment(String name, String mediaType, String description, byte[] content) {}
