package io.countersign.tracking.boundary;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.mlflow.MlflowErrorCode;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.tracking.ArtifactDownloads;
import io.countersign.tracking.PinnedFiles;
import io.countersign.tracking.control.ArtifactPath;
import io.countersign.tracking.control.ArtifactStore;
import io.countersign.tracking.control.ArtifactTransfers;
import io.countersign.tracking.control.Artifacts;
import io.countersign.tracking.control.PinnedDownload;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers with a file: saved by a browser, never shown. Bytes that somebody stands on are checked on their way. */
@Dependent
class Downloads implements ArtifactDownloads {
    private final Artifacts artifacts;
    private final ArtifactTransfers transfers;
    private final ArtifactStore store;
    private final Instance<PinnedFiles> pins;

    @Inject
    Downloads(Artifacts artifacts, ArtifactTransfers transfers, ArtifactStore store, @Any Instance<PinnedFiles> pins) {
        this.artifacts = artifacts;
        this.transfers = transfers;
        this.store = store;
        this.pins = pins;
    }

    /** @throws MlflowException when there is no such file, or its bytes are not those that a version was registered with */
    Response of(Actor actor, Artifacts.Place place) {
        Optional<PinnedFiles.Pin> pin = pins.stream()
                .flatMap(pinned -> pinned.at(place.owner(), place.path()).stream())
                .findFirst();
        if (pin.isEmpty()) {
            Artifacts.Readable file = artifacts.read(actor, place);
            return answer(place.path(), file, out -> transfers.download(file, out));
        }
        return checked(place, pin.get(), actor, () -> artifacts.read(actor, place));
    }

    @Override
    public Response of(String owner, String path, PinnedFiles.Pin pin, Actor reader) {
        Artifacts.Place place =
                new Artifacts.Place(owner, ArtifactPath.parse(path).value());
        return checked(place, pin, reader, () -> artifacts.read(place));
    }

    private Response checked(
            Artifacts.Place place, PinnedFiles.Pin pin, Actor reader, Supplier<Artifacts.Readable> found) {
        Artifacts.Readable file;
        try {
            file = found.get();
        } catch (MlflowException refused) {
            if (refused.code() == MlflowErrorCode.RESOURCE_DOES_NOT_EXIST) {
                PinnedDownload.missing(pin, reader);
            }
            throw refused;
        }
        PinnedDownload.Body bytes = new PinnedDownload(store, file, place.path(), pin, reader).checked();
        return answer(place.path(), file, bytes::write);
    }

    private static Response answer(String path, Artifacts.Readable file, StreamingOutput bytes) {
        return Response.ok(bytes)
                .type(ContentTypes.of(path))
                .header(HttpHeaders.CONTENT_LENGTH, file.sizeBytes())
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentTypes.attachment(path))
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
