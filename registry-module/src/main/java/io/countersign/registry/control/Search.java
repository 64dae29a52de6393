package io.countersign.registry.control;

import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.search.OrderItem;
import io.countersign.platform.search.SearchLanguage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A search as a client asks for it.
 *
 * @param filter the filter, null for all
 * @param orderBy {@code key [ASC|DESC]} each, may be empty
 * @param maxResults size of a page
 * @param pageToken where to begin, null for the first page
 */
public record Search(
        @Nullable String filter,
        List<String> orderBy,
        int maxResults,
        @Nullable String pageToken) {

    /** A search as asked. @throws MlflowException (invalid parameter) for a page size that is not from 1 to {@code most} */
    public static Search of(
            @Nullable String filter,
            @Nullable List<String> orderBy,
            @Nullable Integer maxResults,
            @Nullable String pageToken,
            int otherwise,
            int most) {
        int size = maxResults == null ? otherwise : maxResults;
        if (size < 1 || size > most) {
            throw MlflowException.invalid("Invalid value " + size + " for parameter 'max_results' supplied."
                    + " It must be at least 1 and at most " + most + ".");
        }
        return new Search(filter, orderBy == null ? List.of() : orderBy, size, pageToken);
    }

    /**
     * Runs the search.
     *
     * @param visible what the caller may see
     * @param ties order after the asked one, {@code m.name, v.number DESC}
     * @param rows given the end of a statement (from its AND on) and its arguments, fetches
     */
    <T> Page<T> run(SearchedKind kind, VisibleModels visible, String ties, BiFunction<String, Object[], List<T>> rows) {
        RegistryFilter conditions = RegistryFilter.parse(kind, filter);
        PageToken from = PageToken.parse(pageToken);
        List<Object> arguments = new ArrayList<>(visible.arguments());
        arguments.addAll(conditions.arguments());
        arguments.add(maxResults + 1);
        arguments.add(from.offset());
        String end = visible.sql() + conditions.sql() + " ORDER BY " + order(kind) + ties + " LIMIT ? OFFSET ?";
        return Page.of(rows.apply(end, arguments.toArray()), from, maxResults);
    }

    private String order(SearchedKind kind) {
        StringBuilder order = new StringBuilder();
        Set<String> seen = new HashSet<>();
        for (String clause : orderBy) {
            OrderItem item = SearchLanguage.order(clause);
            boolean attribute = item.identifier().entity() == null
                    || "attribute".equals(item.identifier().entity());
            String column = attribute ? kind.orders().get(item.identifier().key()) : null;
            if (column == null || !seen.add(column)) {
                throw MlflowException.invalid("Invalid order_by clause '" + clause + "'. Each key of "
                        + kind.orders().keySet().stream().sorted().toList()
                        + " may be given once, with ASC or DESC.");
            }
            order.append(column).append(item.descending() ? " DESC, " : " ASC, ");
        }
        return order.toString();
    }
}
