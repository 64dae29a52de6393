package io.countersign.platform.paging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing.
 *
 * @param items the page's items, never null
 * @param nextPageToken token of the next page, null on the last one
 */
public record Page<T>(List<T> items, @Nullable String nextPageToken) {
    public Page {
        items = List.copyOf(items);
    }

    /** A page from {@code fetched}, which holds up to one item more than {@code size} to tell whether there is a next page. */
    public static <T> Page<T> of(List<T> fetched, PageToken from, int size) {
        if (fetched.size() <= size) {
            return new Page<>(fetched, null);
        }
        return new Page<>(fetched.subList(0, size), new PageToken(from.offset() + size).text());
    }
}
