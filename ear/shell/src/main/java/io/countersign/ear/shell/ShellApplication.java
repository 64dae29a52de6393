package io.countersign.ear.shell;

import io.countersign.approvals.ApprovalsResources;
import io.countersign.delivery.DeliveryResources;
import io.countersign.identity.IdentityResources;
import io.countersign.ledger.LedgerResources;
import io.countersign.platform.web.PlatformProviders;
import io.countersign.registry.RegistryResources;
import io.countersign.reports.ReportsResources;
import io.countersign.tracking.TrackingResources;
import jakarta.ws.rs.core.Application;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The endpoints of every module, mounted by a subclass in each shell: one set of resource classes behind two doors. The
 * server does not scan module jars, so each module names its own, and this is the one place that lists the modules.
 */
public abstract class ShellApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        Set<Class<?>> classes = new LinkedHashSet<>(PlatformProviders.classes());
        classes.add(MeResource.class);
        classes.addAll(LedgerResources.classes());
        classes.addAll(IdentityResources.classes());
        classes.addAll(DeliveryResources.classes());
        classes.addAll(TrackingResources.classes());
        classes.addAll(RegistryResources.classes());
        classes.addAll(ApprovalsResources.classes());
        classes.addAll(ReportsResources.classes());
        return classes;
    }
}
