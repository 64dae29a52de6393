package io.countersign.tracking.control;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.mlflow.MlflowErrorCode;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import io.countersign.tracking.ArtifactFile;
import io.countersign.tracking.PinnedFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file that somebody stands on, on its way to a reader: hashed while it goes by. A small one is read before anything is
 * said; of a large one the last part is kept back until the digest is right, so that a reader never has all of a wrong file.
 */
public final class PinnedDownload {
    /** What is read before anything is sent. */
    static final int SMALL = 1 << 20;

    private static final int PART = 1 << 16;

    private final ArtifactStore store;
    private final Artifacts.Readable file;
    private final String path;
    private final PinnedFiles.Pin pin;
    private final Actor reader;

    public PinnedDownload(
            ArtifactStore store, Artifacts.Readable file, String path, PinnedFiles.Pin pin, Actor reader) {
        this.store = store;
        this.file = file;
        this.path = path;
        this.pin = pin;
        this.reader = reader;
    }

    /** Writes bytes. */
    @FunctionalInterface
    public interface Body {
        void write(OutputStream out) throws IOException;
    }

    /**
     * What is to be sent.
     *
     * @throws MlflowException (conflict) for other bytes than those pinned, (does not exist) when they are gone
     * @throws ProblemException (unavailable) when the store cannot be read
     */
    public Body checked() {
        pin.found(new ArtifactFile(path, file.sizeBytes(), file.sha256()), reader);
        if (!pin.allows(file.sha256())) {
            throw refused(path);
        }
        if (file.sizeBytes() > SMALL) {
            return this::stream;
        }
        ByteArrayOutputStream small = new ByteArrayOutputStream((int) file.sizeBytes());
        try {
            stream(small);
        } catch (NoSuchFileException gone) {
            throw MlflowException.notFound("The bytes of '" + path + "' are gone");
        } catch (OtherBytes others) {
            throw refused(path);
        } catch (IOException failed) {
            throw new ProblemException(ProblemType.UNAVAILABLE, "The artifact store cannot be read at present");
        }
        byte[] bytes = small.toByteArray();
        return out -> out.write(bytes);
    }

    /** Nothing lies where something is pinned. */
    public static void missing(PinnedFiles.Pin pin, Actor reader) {
        pin.found(null, reader);
    }

    private void stream(OutputStream out) throws IOException {
        MessageDigest digest = sha256();
        long size = 0;
        try (InputStream bytes = store.open(file.blob())) {
            byte[] held = new byte[PART];
            byte[] next = new byte[PART];
            int holding = 0;
            for (int n = bytes.readNBytes(next, 0, PART); n > 0; n = bytes.readNBytes(next, 0, PART)) {
                digest.update(next, 0, n);
                size += n;
                out.write(held, 0, size <= file.sizeBytes() ? holding : 0);
                byte[] written = held;
                held = next;
                next = written;
                holding = n;
            }
            requireSame(HexFormat.of().formatHex(digest.digest()), size);
            out.write(held, 0, holding);
        } catch (NoSuchFileException gone) {
            pin.found(null, reader);
            throw gone;
        }
    }

    private void requireSame(String sha256, long size) throws OtherBytes {
        if (!sha256.equals(file.sha256())) {
            pin.found(new ArtifactFile(path, size, sha256), reader);
            throw new OtherBytes(path);
        }
    }

    private static MlflowException refused(String path) {
        return new MlflowException(MlflowErrorCode.RESOURCE_CONFLICT, words(path));
    }

    private static String words(String path) {
        return "The bytes of '" + path
                + "' are not those that a model version was registered with; they are not handed out";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Cuts an answer that has begun. */
    private static final class OtherBytes extends IOException {
        private static final long serialVersionUID = 1L;

        OtherBytes(String path) {
            super(words(path));
        }
    }
}
