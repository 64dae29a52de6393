package io.countersign.tracking.boundary;

import io.countersign.platform.mlflow.MlflowException;
import java.util.Locale;

/** Enums as protobuf JSON has them: by name, or by number from 1. */
final class WireEnums {
    private WireEnums() {}

    /** @throws MlflowException for what is neither */
    static <E extends Enum<E>> E of(Class<E> type, String text, String parameter) {
        E[] constants = type.getEnumConstants();
        for (E constant : constants) {
            if (constant.name().equals(text.toUpperCase(Locale.ROOT))
                    || Integer.toString(constant.ordinal() + 1).equals(text)) {
                return constant;
            }
        }
        throw MlflowException.invalid("Invalid value \"" + text + "\" for parameter '" + parameter
                + "' supplied. See the API docs for more information about request parameters.");
    }
}
