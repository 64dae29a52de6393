package io.countersign.tracking.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.tracking.control.ArtifactStore;
import io.countersign.tracking.control.ArtifactStoreContract;
import io.countersign.tracking.control.DirectUploads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a store in a bucket promises beyond what all do, on whatever server the bucket is. */
abstract class S3ArtifactStoreContract extends ArtifactStoreContract {
    private static final int PART = 5 << 20;

    private S3Access bucket;
    private S3ArtifactStore store;

    abstract S3Server server();

    @BeforeEach
    void newBucket() {
        bucket = server().newBucket("artifacts-" + UUID.randomUUID(), "models/");
        store = new S3ArtifactStore(bucket, PART);
    }

    @Override
    protected ArtifactStore store() {
        return store;
    }

    @Override
    protected void assertNothingLeftBehind() {
        assertThat(objects()).isEmpty();
        assertThat(uploads()).isZero();
    }

    private List<String> objects() {
        return bucket.client().listObjectsV2(request -> request.bucket(bucket.bucket())).contents().stream()
                .map(object -> object.key())
                .toList();
    }

    private int uploads() {
        return bucket.client()
                .listMultipartUploads(request -> request.bucket(bucket.bucket()))
                .uploads()
                .size();
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void aLargeFileGoesUpInPartsAndComesBackWhole() throws Exception {
        byte[] bytes = random(2 * PART + 17);
        ArtifactStore.StoredBytes stored = store.put("runs/r1/large", new ByteArrayInputStream(bytes));
        assertThat(stored).isEqualTo(new ArtifactStore.StoredBytes(bytes.length, sha256(bytes)));
        try (InputStream in = store.open("runs/r1/large")) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
        assertThat(objects()).containsExactly("models/runs/r1/large");
        assertThat(uploads()).isZero();
    }

    @Test
    void aFileOfExactlyOnePartIsStored() throws Exception {
        byte[] bytes = random(PART);
        assertThat(store.put("exact", new ByteArrayInputStream(bytes)).sha256()).isEqualTo(sha256(bytes));
    }

    @Test
    void aClientGoneAfterTheFirstPartLeavesNoParts() {
        InputStream gone = new InputStream() {
            private int left = PART + 1_000;

            @Override
            public int read() throws IOException {
                if (left <= 0) {
                    throw new IOException("connection reset");
                }
                left--;
                return 'x';
            }
        };
        assertThatThrownBy(() -> store.put("gone", gone)).hasMessage("connection reset");
        assertNothingLeftBehind();
    }

    @Test
    void aStoreThatRefusesUsIsAFailureNotAnAbsentFile() {
        S3ArtifactStore stranger = new S3ArtifactStore(server().access(bucket.bucket(), "", "wrong-secret"));
        assertThatThrownBy(() -> stranger.open("x"))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> stranger.put("x", new ByteArrayInputStream(new byte[1])))
                .isInstanceOf(IOException.class);
    }

    @Test
    void clientsPutPartsThemselvesAndTheWholeIsDigested() throws Exception {
        DirectUploads direct = store.directUploads().orElseThrow();
        byte[] first = random(PART);
        byte[] second = random(100);
        DirectUploads.Begun begun = direct.begin("runs/r1/direct", 2);
        List<DirectUploads.UploadedPart> sent = new ArrayList<>();
        sent.add(put(begun.parts().get(1), second));
        sent.add(put(begun.parts().get(0), first));
        assertThatThrownBy(() -> store.open("runs/r1/direct")).isInstanceOf(NoSuchFileException.class);
        ArtifactStore.StoredBytes stored = direct.complete("runs/r1/direct", begun.uploadId(), sent);
        byte[] whole = new byte[first.length + second.length];
        System.arraycopy(first, 0, whole, 0, first.length);
        System.arraycopy(second, 0, whole, first.length, second.length);
        assertThat(stored).isEqualTo(new ArtifactStore.StoredBytes(whole.length, sha256(whole)));
    }

    private static DirectUploads.UploadedPart put(DirectUploads.SignedPart part, byte[] bytes) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(part.url()).PUT(HttpRequest.BodyPublishers.ofByteArray(bytes));
        part.headers().forEach(request::header);
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new DirectUploads.UploadedPart(
                part.number(), answer.headers().firstValue("ETag").orElseThrow());
    }

    @Test
    void anAbortedUploadLeavesNothing() throws Exception {
        DirectUploads direct = store.directUploads().orElseThrow();
        DirectUploads.Begun begun = direct.begin("aborted", 1);
        put(begun.parts().get(0), random(10));
        direct.abort("aborted", begun.uploadId());
        direct.abort("aborted", begun.uploadId());
        assertNothingLeftBehind();
        assertThatThrownBy(() -> direct.complete("aborted", begun.uploadId(), List.of()))
                .isInstanceOfAny(NoSuchFileException.class, IllegalArgumentException.class);
    }
}
