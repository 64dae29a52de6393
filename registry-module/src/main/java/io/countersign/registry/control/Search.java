package io.countersign.registry.control;

import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Pattern ORDER =
            Pattern.compile("\\s*`?(\\w+)`?(?:\\s+(ASC|DESC))?\\s*", Pattern.CASE_INSENSITIVE);

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
     * @param select {@code select … from … where …}, to which the comparison is added
     * @param attributes names of filter attributes with their paths
     * @param keys names of order keys with their paths
     * @param ties order after the asked one
     */
    <T> Page<T> run(
            EntityManager entities,
            Class<T> type,
            String select,
            Map<String, String> attributes,
            Map<String, String> keys,
            String ties) {
        Optional<Comparison> comparison = Comparison.parse(filter, attributes.keySet());
        String where = comparison
                .map(one -> " and " + attributes.get(one.attribute()) + " " + one.operator() + " :value")
                .orElse("");
        PageToken from = PageToken.parse(pageToken);
        TypedQuery<T> query = entities.createQuery(select + where + " order by " + order(keys) + ties, type);
        comparison.ifPresent(one -> query.setParameter("value", one.value()));
        List<T> fetched = query.setFirstResult(Math.toIntExact(Math.min(from.offset(), Integer.MAX_VALUE)))
                .setMaxResults(maxResults + 1)
                .getResultList();
        return Page.of(fetched, from, maxResults);
    }

    private String order(Map<String, String> keys) {
        StringBuilder order = new StringBuilder();
        List<String> seen = new ArrayList<>();
        for (String clause : orderBy) {
            Matcher matcher = ORDER.matcher(clause);
            String path = matcher.matches() ? keys.get(matcher.group(1)) : null;
            if (path == null || seen.contains(path)) {
                throw MlflowException.invalid("Invalid order_by clause '" + clause + "'. Each key of "
                        + keys.keySet().stream().sorted().toList() + " may be given once, with ASC or DESC.");
            }
            seen.add(path);
            String direction = Optional.ofNullable(matcher.group(2)).orElse("asc");
            order.append(path)
                    .append(' ')
                    .append(direction.toLowerCase(Locale.ROOT))
                    .append(", ");
        }
        return order.toString();
    }
}
