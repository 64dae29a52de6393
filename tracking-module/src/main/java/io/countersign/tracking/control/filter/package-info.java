/**
 * The parser that ANTLR makes of the search language's grammar.
 * Nothing else lives in here; {@code RunFilter} in control turns parse trees into SQL.
 */
package io.countersign.tracking.control.filter;
