package io.countersign.platform.config;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Settings of the installation, by MicroProfile Config: {@code countersign.public.url} is also the environment variable
 * {@code COUNTERSIGN_PUBLIC_URL}. A module reads its own settings here and names them in {@code docs/operations.md}.
 */
@ApplicationScoped
public class Settings {
    private final Config config = ConfigProvider.getConfig();

    public Optional<String> text(String name) {
        return config.getOptionalValue(name, String.class).filter(value -> !value.isBlank());
    }

    /** @throws IllegalStateException naming the setting when it is absent: the server must not guess */
    public String required(String name) {
        return text(name).orElseThrow(() -> new IllegalStateException("The setting " + name + " is missing"));
    }

    public Optional<Path> path(String name) {
        return text(name).map(Path::of);
    }

    public boolean flag(String name, boolean otherwise) {
        return text(name).map(Boolean::parseBoolean).orElse(otherwise);
    }
}
