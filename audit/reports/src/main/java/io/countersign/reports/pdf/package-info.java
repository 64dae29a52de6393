/**
 * How a report becomes a signed PDF/A-3a and PDF/UA-1 file.
 * HTML from Thymeleaf, pages from openhtmltopdf, attachments from PDFBox, signature from DSS.
 */
@NullMarked
package io.countersign.reports.pdf;

import org.jspecify.annotations.NullMarked;
