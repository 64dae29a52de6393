package io.countersign.approvals.control;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.id.Ids;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** At each start, once the engine runs: sees to it that a policy is in force. */
@Singleton
@Startup
@DependsOn("CamundaEngine")
@TransactionManagement(TransactionManagementType.BEAN)
public class PolicyInstallation {

    @Inject
    PublishShippedPolicy shippedPolicy;

    @PostConstruct
    void install() {
        shippedPolicy.unlessThereIsOne(
                Actor.system("policy-installation", Ids.next().toString()));
    }
}
