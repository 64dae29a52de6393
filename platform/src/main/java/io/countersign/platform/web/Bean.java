package io.countersign.platform.web;

import jakarta.enterprise.inject.Instance;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A bean of a normal scope, looked up at the first call: its proxy serves all later calls of a provider too. */
final class Bean<T> {
    private final Class<T> type;
    private volatile @Nullable T proxy;

    Bean(Class<T> type) {
        this.type = type;
    }

    /** Empty when no module brings one. */
    Optional<T> ifThere() {
        T known = proxy;
        if (known != null) {
            return Optional.of(known);
        }
        Instance<T> found = Beans.of(type);
        if (found.isUnsatisfied()) {
            return Optional.empty();
        }
        T first = found.get();
        proxy = first;
        return Optional.of(first);
    }

    T get() {
        return ifThere().orElseThrow(() -> new IllegalStateException("no module brings a " + type.getName()));
    }
}
