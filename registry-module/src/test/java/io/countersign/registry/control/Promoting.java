package io.countersign.registry.control;

import static io.countersign.registry.control.RegistryFixture.person;

import io.countersign.audit.EntryId;
import io.countersign.registry.GivenSignOff;
import io.countersign.registry.RequiredSignOff;
import io.countersign.registry.TransitionDecision;
import io.countersign.registry.TransitionDemand;
import io.countersign.registry.TransitionIntent;
import io.countersign.registry.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A version's way into Production, as approvals would drive it: requested by rita, signed by rhea. */
public final class Promoting {
    private static final String EVIDENCE = "e".repeat(64);
    private static final String POLICY = "b".repeat(64);

    private Promoting() {}

    public static UUID promote(RegistryFixture fixture, VersionId version) {
        UUID request = pin(fixture, version);
        GivenSignOff signed = new GivenSignOff(
                "rhea", "risk-approver", "approved", EVIDENCE, Instant.now(), new EntryId(UUID.randomUUID()));
        fixture.run(in ->
                in.registry.apply(new TransitionDecision(request, POLICY, EVIDENCE, List.of(signed)), person("rhea")));
        return request;
    }

    public static UUID pin(RegistryFixture fixture, VersionId version) {
        UUID request = UUID.randomUUID();
        fixture.run(in -> in.registry.pin(
                new TransitionDemand(
                        request,
                        new TransitionIntent(version, "Production", true, "better"),
                        "rita",
                        "dave",
                        "greg",
                        "model-promotion@1",
                        POLICY,
                        EVIDENCE,
                        RunsInMemory.SEAL,
                        List.of(new RequiredSignOff("risk-approver", "approved", 1))),
                person("rita")));
        return request;
    }
}
