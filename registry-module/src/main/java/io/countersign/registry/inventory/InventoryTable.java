package io.countersign.registry.inventory;

import io.countersign.platform.problem.ProblemException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The inventory as a table, for the spreadsheets that risk teams have: one row for each model, lists parted by semicolons. A
 * cell that a spreadsheet would take for a formula is written with an apostrophe before it, which is taken off again.
 */
final class InventoryTable {
    private static final List<String> COLUMNS = List.of(
            "model",
            "revision",
            "tier",
            "tierSource",
            "purpose",
            "intendedUse",
            "prohibitedUse",
            "users",
            "decisionsAffected",
            "limitations",
            "owner",
            "ownerSubject",
            "developer",
            "developerSubject",
            "validator",
            "validatorSubject",
            "businessLine",
            "origin",
            "vendorName",
            "classification",
            "classificationReason",
            "exposure",
            "purposeScore",
            "dependencies",
            "regulations",
            "nextRevalidation");
    /** What follows from the rest and is not read. */
    private static final List<String> DERIVED = List.of("revision", "tier", "tierSource");

    /** Spreadsheets begin a file of UTF-8 with it. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private InventoryTable() {}

    static String write(List<Inventory.Standing> standings) {
        StringBuilder csv = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(
                csv,
                CSVFormat.RFC4180
                        .builder()
                        .setHeader(COLUMNS.toArray(String[]::new))
                        .get())) {
            for (Inventory.Standing standing : standings) {
                Map<String, @Nullable Object> cells = cells(standing);
                printer.printRecord(COLUMNS.stream()
                        .map(column -> harmless(cells.get(column)))
                        .toList());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return csv.toString();
    }

    /** Fields by model, in the order of the rows. @throws ProblemException (invalid) naming each row that cannot be read */
    static Map<String, InventoryFields> read(String csv) {
        Map<String, InventoryFields> rows = new LinkedHashMap<>();
        List<String> refused = new ArrayList<>();
        try (var parser = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .get()
                .parse(new StringReader(csv.startsWith(BYTE_ORDER_MARK) ? csv.substring(1) : csv))) {
            if (!parser.getHeaderNames().contains("model")) {
                throw ProblemException.invalid("The first line must name the columns, \"model\" among them");
            }
            for (String column : parser.getHeaderNames()) {
                if (!COLUMNS.contains(column)) {
                    throw ProblemException.invalid("There is no column \"" + column + "\"; columns are " + COLUMNS);
                }
                if (Collections.frequency(parser.getHeaderNames(), column) > 1) {
                    throw ProblemException.invalid("The column \"" + column + "\" is there twice");
                }
            }
            for (CSVRecord row : parser) {
                try {
                    add(row, rows);
                } catch (ProblemException | NumberFormatException | DateTimeException wrong) {
                    refused.add("row " + row.getRecordNumber() + ": " + wrong.getMessage());
                }
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException malformed) {
            throw ProblemException.invalid("This is not a table in the form of RFC 4180: " + malformed.getMessage());
        }
        if (!refused.isEmpty()) {
            throw InventoryTransfer.refusal(refused, rows.size() + refused.size());
        }
        return rows;
    }

    private static void add(CSVRecord row, Map<String, InventoryFields> rows) {
        if (!row.isConsistent()) {
            throw ProblemException.invalid("it has " + row.size() + " cells, not "
                    + row.getParser().getHeaderNames().size());
        }
        String model = text(row, "model");
        if (model == null) {
            throw ProblemException.invalid("it names no model");
        }
        if (rows.putIfAbsent(model, fields(row)) != null) {
            throw ProblemException.invalid("it names " + model + " for the second time");
        }
    }

    private static Map<String, @Nullable Object> cells(Inventory.Standing standing) {
        InventoryEntry entry = standing.entry();
        InventoryFields fields = entry == null ? InventoryFields.EMPTY : entry.fields();
        Map<String, @Nullable Object> cells = new LinkedHashMap<>();
        cells.put("model", standing.model());
        cells.put("revision", entry == null ? 0 : entry.revision());
        cells.put("tier", standing.tier());
        cells.put("tierSource", standing.tierSource());
        cells.put("purpose", fields.purpose());
        cells.put("intendedUse", fields.intendedUse());
        cells.put("prohibitedUse", fields.prohibitedUse());
        cells.put("users", fields.users());
        cells.put("decisionsAffected", fields.decisionsAffected());
        cells.put("limitations", fields.limitations());
        holder(cells, "owner", fields.owner());
        holder(cells, "developer", fields.developer());
        holder(cells, "validator", fields.validator());
        cells.put("businessLine", fields.businessLine());
        cells.put("origin", fields.origin());
        cells.put("vendorName", fields.vendorName());
        cells.put("classification", fields.classification());
        cells.put("classificationReason", fields.classificationReason());
        cells.put("exposure", fields.exposure());
        cells.put("purposeScore", fields.purposeScore());
        cells.put("dependencies", joined(fields.dependencies()));
        cells.put("regulations", joined(fields.regulations()));
        cells.put("nextRevalidation", fields.nextRevalidation());
        return cells;
    }

    private static InventoryFields fields(CSVRecord row) {
        return new InventoryFields(
                text(row, "purpose"),
                text(row, "intendedUse"),
                text(row, "prohibitedUse"),
                text(row, "users"),
                text(row, "decisionsAffected"),
                text(row, "limitations"),
                holder(row, "owner"),
                holder(row, "developer"),
                holder(row, "validator"),
                text(row, "businessLine"),
                text(row, "origin"),
                text(row, "vendorName"),
                text(row, "classification"),
                text(row, "classificationReason"),
                number(row, "exposure"),
                number(row, "purposeScore"),
                list(row, "dependencies"),
                list(row, "regulations"),
                date(row));
    }

    private static @Nullable String text(CSVRecord row, String column) {
        if (DERIVED.contains(column) || !row.isSet(column)) {
            return null;
        }
        String cell = row.get(column).strip();
        if (cell.indexOf('\0') >= 0) {
            throw ProblemException.invalid(column + " holds a NUL character");
        }
        String plain = cell.startsWith("'") ? cell.substring(1) : cell;
        return plain.isEmpty() ? null : plain;
    }

    private static @Nullable Integer number(CSVRecord row, String column) {
        String text = text(row, column);
        return text == null ? null : Integer.valueOf(text);
    }

    private static @Nullable LocalDate date(CSVRecord row) {
        String text = text(row, "nextRevalidation");
        return text == null ? null : LocalDate.parse(text);
    }

    private static @Nullable List<String> list(CSVRecord row, String column) {
        String text = text(row, column);
        return text == null
                ? null
                : Arrays.stream(text.split(";", -1))
                        .map(String::strip)
                        .filter(item -> !item.isEmpty())
                        .toList();
    }

    private static @Nullable Holder holder(CSVRecord row, String column) {
        String name = text(row, column);
        String subject = text(row, column + "Subject");
        return name == null && subject == null
                ? null
                : new Holder(subject == null ? "" : subject, name == null ? "" : name);
    }

    private static void holder(Map<String, @Nullable Object> cells, String column, @Nullable Holder holder) {
        cells.put(column, holder == null ? null : holder.name());
        cells.put(column + "Subject", holder == null ? null : holder.subject());
    }

    private static @Nullable String joined(@Nullable List<String> items) {
        return items == null ? null : String.join("; ", new ArrayList<>(items));
    }

    private static @Nullable Object harmless(@Nullable Object cell) {
        return cell instanceof String text && !text.isEmpty() && "=+-@\t\r'".indexOf(text.charAt(0)) >= 0
                ? "'" + text
                : cell;
    }
}
