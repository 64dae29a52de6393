package io.countersign.tracking.s3;

import static io.countersign.tracking.control.TrackingFixture.ENGINEER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.platform.actor.Reach;
import io.countersign.tracking.RunId;
import io.countersign.tracking.control.ArtifactLimits;
import io.countersign.tracking.control.Artifacts;
import io.countersign.tracking.control.DirectTransfers;
import io.countersign.tracking.control.DirectUploads;
import io.countersign.tracking.control.FileArtifactStore;
import io.countersign.tracking.control.TrackingFixture;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectTransfersIT {
    private static TrackingFixture fixture;
    private static S3Server server;
    private static S3ArtifactStore store;

    @BeforeAll
    static void start() {
        fixture = new TrackingFixture();
        server = new S3Server();
        store = new S3ArtifactStore(server.newBucket("direct-" + UUID.randomUUID(), ""));
    }

    @AfterAll
    static void stop() throws Exception {
        store.close();
        server.close();
        fixture.close();
    }

    private static DirectTransfers transfers(TrackingFixture.Work work) {
        return new DirectTransfers(work.artifacts(), store, ArtifactLimits.NONE);
    }

    private static Artifacts.Place place(String run) {
        return new Artifacts.Place(run, "model/weights.bin");
    }

    private static DirectUploads.Begun begin(String run) {
        return fixture.in(work -> transfers(work).begin(ENGINEER, place(run), 1));
    }

    private static List<DirectUploads.UploadedPart> put(DirectUploads.Begun begun, String text) throws Exception {
        DirectUploads.SignedPart part = begun.parts().get(0);
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(part.url())
                                .PUT(HttpRequest.BodyPublishers.ofString(text))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return List.of(new DirectUploads.UploadedPart(
                1, answer.headers().firstValue("ETag").orElseThrow()));
    }

    @Test
    void partsThatTheClientPutBecomeTheFileWithItsDigest() throws Exception {
        String run = fixture.runningRun();
        DirectUploads.Begun begun = begin(run);
        List<DirectUploads.UploadedPart> parts = put(begun, "hello");
        assertThat(fixture.count("SELECT count(*) FROM tracking.artifact")).isZero();
        fixture.run(work -> transfers(work).complete(ENGINEER, place(run), begun.uploadId(), parts));
        var file = fixture.in(work -> work.tracking().manifest(new RunId(run), "model"))
                .files()
                .get(0);
        assertThat(file.path()).isEqualTo("weights.bin");
        assertThat(file.sizeBytes()).isEqualTo(5);
        assertThat(file.sha256()).isEqualTo("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
        // The client did not hear the answer, and asks again: nothing changes, and the bytes are nobody's orphan.
        fixture.run(work -> transfers(work).complete(ENGINEER, place(run), begun.uploadId(), parts));
        Artifacts.Place elsewhere = new Artifacts.Place(run, "elsewhere");
        assertThatThrownBy(() ->
                        fixture.run(work -> transfers(work).complete(ENGINEER, elsewhere, begun.uploadId(), parts)))
                .hasMessageContaining("No such artifact");
        assertThat(fixture.count("SELECT count(*) FROM tracking.orphan_blob")).isZero();
        String blob =
                fixture.in(work -> work.artifacts().read(ENGINEER, place(run))).blob();
        try (InputStream bytes = store.open(blob)) {
            assertThat(bytes.readAllBytes()).hasSize(5);
        }
    }

    @Test
    void anUploadOpensNothingButTheTreeItWasMadeFor() throws Exception {
        DirectUploads.Begun begun = begin(fixture.runningRun());
        List<DirectUploads.UploadedPart> parts = put(begun, "x");
        String other = fixture.runningRun();
        assertThatThrownBy(() ->
                        fixture.run(work -> transfers(work).complete(ENGINEER, place(other), begun.uploadId(), parts)))
                .hasMessageContaining("no upload");
        for (String forged : List.of("", "garbage", "Li4vLi4veDp5")) {
            assertThatThrownBy(
                            () -> fixture.run(work -> transfers(work).complete(ENGINEER, place(other), forged, parts)))
                    .hasMessageContaining("no upload");
        }
    }

    @Test
    void anUploadThatIsGivenUpLeavesNothing() throws Exception {
        String run = fixture.runningRun();
        DirectUploads.Begun begun = begin(run);
        List<DirectUploads.UploadedPart> parts = put(begun, "x");
        fixture.run(work -> transfers(work).abort(ENGINEER, place(run), begun.uploadId()));
        assertThatThrownBy(() ->
                        fixture.run(work -> transfers(work).complete(ENGINEER, place(run), begun.uploadId(), parts)))
                .isInstanceOf(RuntimeException.class);
        assertThat(fixture.count(
                        "SELECT count(*) FROM tracking.artifact a JOIN tracking.run r ON r.id = a.run WHERE r.run_id = ?",
                        run))
                .isZero();
    }

    @Test
    void callersWhoMayNotWriteTheRunGetNoAddresses(@TempDir Path directory) throws Exception {
        String run = fixture.runningRun();
        assertThatThrownBy(() -> fixture.in(work -> transfers(work)
                        .begin(
                                TrackingFixture.reaching("far", new Reach.Limit(Reach.Kind.EXPERIMENT, "x", false)),
                                place(run),
                                1)))
                .hasMessageContaining("do not reach");
        assertThatThrownBy(() -> fixture.in(work -> transfers(work).begin(ENGINEER, place(run), 10_001)))
                .hasMessageContaining("num_parts");
        FileArtifactStore files = new FileArtifactStore(directory);
        assertThatThrownBy(() -> fixture.in(work -> new DirectTransfers(work.artifacts(), files, ArtifactLimits.NONE)
                        .begin(ENGINEER, place(run), 1)))
                .hasMessageStartingWith("Multipart upload is not supported for the current artifact repository");
    }
}
