package io.countersign.tracking.boundary;

import io.countersign.platform.actor.Actor;
import io.countersign.tracking.control.ArtifactTransfers;
import io.countersign.tracking.control.Artifacts;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

/** Answers with a file: saved by a browser, never shown. */
@Dependent
class Downloads {
    private final Artifacts artifacts;
    private final ArtifactTransfers transfers;

    @Inject
    Downloads(Artifacts artifacts, ArtifactTransfers transfers) {
        this.artifacts = artifacts;
        this.transfers = transfers;
    }

    /** @throws io.countersign.platform.mlflow.MlflowException when there is no such file */
    Response of(Actor actor, Artifacts.Place place) {
        Artifacts.Readable file = artifacts.read(actor, place);
        StreamingOutput bytes = out -> transfers.download(file, out);
        return Response.ok(bytes)
                .type(ContentTypes.of(place.path()))
                .header(HttpHeaders.CONTENT_LENGTH, file.sizeBytes())
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentTypes.attachment(place.path()))
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
