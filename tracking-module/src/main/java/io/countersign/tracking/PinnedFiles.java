package io.countersign.tracking;

import io.countersign.platform.actor.Actor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Offered as a CDI bean by each module that stands on the bytes of artifacts. Asked once for each file that is about to be
 * handed out, outside any transaction; a file that nobody pinned is handed out without another look at its bytes.
 */
public interface PinnedFiles {

    /**
     * What may lie at that place; empty when nobody stands on it.
     *
     * @param owner id of a run or of a logged model
     * @param path path of a file below its artifact root
     */
    Optional<Pin> at(String owner, String path);

    /** Bytes that somebody stands on. */
    interface Pin {
        /** Whether a file with that SHA-256 (lower-case hex) may be handed out. */
        boolean allows(String sha256);

        /**
         * Told what lies there in truth, in a transaction of its own: whoever stands on other bytes remembers it. Costs
         * nothing when all agree.
         *
         * @param file path, size and digest; null when nothing is there any more
         */
        void found(@Nullable ArtifactFile file, Actor reader);
    }
}
