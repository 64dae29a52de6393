package io.countersign.approvals.boundary;

import io.countersign.approvals.engine.EngineWatch;
import java.util.List;

/** The process of a request, to be drawn: the model that it runs on, and where it stands. */
public record ProcessView(String bpmn, List<String> activeActivityIds, List<String> completedActivityIds) {
    static ProcessView from(EngineWatch.Picture picture) {
        return new ProcessView(picture.bpmn(), picture.active(), picture.completed());
    }
}
