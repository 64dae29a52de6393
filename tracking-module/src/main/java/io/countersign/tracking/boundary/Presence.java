package io.countersign.tracking.boundary;

import io.countersign.platform.mlflow.MlflowException;
import io.countersign.tracking.control.WireLimits;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** MLflow's presence rules: what must be there, and what absence means. */
final class Presence {
    private Presence() {}

    /** A text that must be there, not be empty, and be one that can be looked up. */
    static String required(@Nullable String value, String parameter) {
        if (value == null || value.isEmpty()) {
            throw MlflowException.missing(parameter);
        }
        return WireLimits.text(parameter, value);
    }

    static String required(@Nullable WireScalar value, String parameter) {
        return required(value == null ? null : value.text(), parameter);
    }

    /** A number that must be there; zero is. */
    static long required(@Nullable Long value, String parameter) {
        if (value == null) {
            throw MlflowException.missing(parameter);
        }
        return value;
    }

    static double required(@Nullable Double value, String parameter) {
        if (value == null) {
            throw MlflowException.missing(parameter);
        }
        return value;
    }

    static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }

    static <T> List<T> orEmpty(@Nullable List<T> list) {
        if (list == null) {
            return List.of();
        }
        if (list.stream().anyMatch(Objects::isNull)) {
            throw MlflowException.invalid("A list holds null where a value belongs");
        }
        return list;
    }

    /** A page size within bounds. */
    static int pageSize(@Nullable Integer asked, int otherwise, int most) {
        int size = asked == null ? otherwise : asked;
        if (size < 1 || size > most) {
            throw MlflowException.invalid("Invalid value " + size
                    + " for parameter 'max_results' supplied. It must be at least 1 and at most " + most);
        }
        return size;
    }
}
