package io.countersign.registry.webhook;

import io.countersign.registry.ApprovalEvent;
import io.countersign.registry.ApprovalEvents;
import io.countersign.registry.TargetKind;
import io.countersign.registry.control.RegistryEvent;
import io.countersign.registry.control.RegistryEvents;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells webhooks what becomes of requests. That one for a stage was made is told by the registry itself, when it pins what the
 * request demands.
 */
@Dependent
public class ApprovalAnnouncements implements ApprovalEvents {
    private final RegistryEvents events;

    @Inject
    public ApprovalAnnouncements(RegistryEvents events) {
        this.events = events;
    }

    @Override
    public void happened(ApprovalEvent event) {
        if (event.kind() == ApprovalEvent.Kind.REQUESTED && event.targetKind() == TargetKind.STAGE) {
            return;
        }
        String model = event.version().model();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", model);
        data.put("version", Integer.toString(event.version().version()));
        data.put(event.targetKind() == TargetKind.STAGE ? "to_stage" : "alias", event.target());
        data.put("request_id", event.requestId().toString());
        data.put("by", event.by());
        data.put("at", event.at().toString());
        // Of prompts MLflow has names of its own, but of requests it has none for either.
        events.happened(
                new RegistryEvent(kind(event.kind()), model, event.version().version(), false, data));
    }

    private static RegistryEvent.Kind kind(ApprovalEvent.Kind kind) {
        return switch (kind) {
            case REQUESTED -> RegistryEvent.Kind.ALIAS_REQUEST_CREATED;
            case SIGNED -> RegistryEvent.Kind.REQUEST_SIGNED;
            case APPROVED -> RegistryEvent.Kind.REQUEST_APPROVED;
            case REJECTED -> RegistryEvent.Kind.REQUEST_REJECTED;
            case REFUSED -> RegistryEvent.Kind.REQUEST_REFUSED;
            case WITHDRAWN -> RegistryEvent.Kind.REQUEST_WITHDRAWN;
            case VOID -> RegistryEvent.Kind.REQUEST_VOID;
            case SUPERSEDED -> RegistryEvent.Kind.REQUEST_SUPERSEDED;
            case EXPIRED -> RegistryEvent.Kind.REQUEST_EXPIRED;
            case ESCALATED -> RegistryEvent.Kind.REQUEST_ESCALATED;
            case LAPSED -> RegistryEvent.Kind.APPROVAL_LAPSED;
        };
    }
}
