package io.countersign.reports.document;

/**
 * A section's heading, for the contents, the bookmarks and the section itself.
 *
 * @param id anchor
 * @param number its number; the same in every template, so that readers find a section where they expect it
 * @param title what it is called
 */
public record Heading(String id, String number, String title) {
    /** The number as it is printed; the annexes have letters. */
    public String label() {
        return number.matches("\\d+") ? number : "Annex " + number;
    }

    /** Number and title in one line, for bookmarks and annex C. */
    public String full() {
        return label() + "  " + title;
    }
}
