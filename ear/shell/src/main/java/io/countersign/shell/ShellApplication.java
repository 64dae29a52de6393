package io.countersign.shell;

import io.countersign.platform.web.PlatformProviders;
import io.countersign.platform.web.ResourceClasses;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.core.Application;
import java.util.LinkedHashSet;
import java.util.Set;

/** The endpoints of every module, mounted by a subclass in each shell: one set of resource classes behind two doors. */
public abstract class ShellApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        Set<Class<?>> classes = new LinkedHashSet<>(PlatformProviders.classes());
        classes.add(MeResource.class);
        CDI.current().select(ResourceClasses.class).forEach(module -> classes.addAll(module.classes()));
        return classes;
    }
}
