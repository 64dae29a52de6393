package io.countersign.samples.data;

import java.util.Map;
import java.util.Objects;

/**
 * One loan applicant.
 *
 * @param row position in the file, from 1
 * @param values value by attribute name, as spelled in the file
 */
public record Applicant(int row, Map<String, String> values) {

    public Applicant {
        if (row < 1) {
            throw new IllegalArgumentException("row " + row + " is not a position from 1");
        }
        values = Map.copyOf(values);
    }

    /**
     * The value of an attribute.
     *
     * @throws NullPointerException naming the attribute, if the file has none of this name
     */
    public String value(String attribute) {
        return Objects.requireNonNull(values.get(attribute), () -> "no attribute " + attribute);
    }

    /**
     * A numeric attribute.
     *
     * @throws NumberFormatException if the attribute is not a number
     */
    public double number(String attribute) {
        return Double.parseDouble(value(attribute));
    }
}
