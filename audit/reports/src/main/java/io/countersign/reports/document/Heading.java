package io.countersign.reports.document;

/**
 * A section's heading, for the contents, the bookmarks and the section itself.
 *
 * @param id anchor
 * @param number its number; the same in every template, so that readers find a section where they expect it
 * @param title what it is called
 */
public record Heading(String id, String number, String title) {
    /** As it is printed. */
    public String full() {
        return number.matches("\\d+") ? number + "  " + title : "Annex " + number + "  " + title;
    }
}
