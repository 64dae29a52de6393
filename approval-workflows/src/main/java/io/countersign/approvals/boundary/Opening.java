package io.countersign.approvals.boundary;

import io.countersign.approvals.control.Asking;
import io.countersign.approvals.control.OpenPromotion;
import io.countersign.approvals.control.OpenedPromotion;
import io.countersign.approvals.control.PromotionFile;
import io.countersign.approvals.control.PromotionFiles;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import io.countersign.platform.web.CurrentActor;
import io.countersign.registry.GateAnswer;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;

/** Opens a governed request and says what came of it: 201 for a new one, 200 for the one that is open, 422 when policy refuses. */
@RequestScoped
public class Opening {
    private static final ProblemType THRESHOLDS_FAILED = new ProblemType(
            "thresholds-failed", "The policy's thresholds are not met", ProblemType.Category.UNPROCESSABLE);

    @Inject
    CurrentActor actor;

    @Inject
    OpenPromotion openPromotion;

    @Inject
    PromotionFiles files;

    Response open(Asking asking) {
        OpenedPromotion opened = openPromotion.open(asking, actor.get());
        PromotionFile file = files.get(opened.id());
        if (opened.answer() instanceof GateAnswer.Refused refused) {
            throw new ProblemException(
                    THRESHOLDS_FAILED,
                    refused.message(),
                    Map.of(
                            "promotionId", opened.id().toString(),
                            "results", file.promotion().thresholds()));
        }
        PromotionView view = PromotionView.from(file);
        return opened.fresh()
                ? Response.created(URI.create("v1/promotions/" + view.id()))
                        .entity(view)
                        .build()
                : Response.ok(view).build();
    }
}
