package io.countersign.ear.shell.api;

import io.countersign.ear.shell.ShellApplication;
import jakarta.ws.rs.ApplicationPath;
import java.util.LinkedHashSet;
import java.util.Set;

/** The endpoints of every module at {@code /api}, where MLflow's clients look for them. */
@ApplicationPath("/")
public class ApiApplication extends ShellApplication {

    @Override
    public Set<Class<?>> getClasses() {
        Set<Class<?>> classes = new LinkedHashSet<>(super.getClasses());
        classes.add(ChallengeFilter.class);
        return classes;
    }
}
