/**
 * What a report says: evidence turned into sections, fields and tables of plain printable text.
 * Each report template is one class here and one HTML template beside the style sheet.
 */
@NullMarked
package io.countersign.reports.document;

import org.jspecify.annotations.NullMarked;
