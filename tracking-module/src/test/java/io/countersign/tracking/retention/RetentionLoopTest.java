package io.countersign.tracking.retention;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.transaction.RollbackException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionLoopTest {
    @SuppressWarnings("unchecked")
    private static <E extends Exception> boolean thrown(Exception failure) throws E {
        throw (E) failure;
    }

    @Test
    void aFailedCommitEndsNoMoreThanTheJobsTurn() {
        RetentionLoop loop = new RetentionLoop();
        List<String> done = new ArrayList<>();

        loop.repeat("purge", () -> thrown(new RollbackException("no commit")));
        loop.repeat("reseal", () -> done.add("reseal") && done.size() < 3);

        assertThat(done).hasSize(3);
    }
}
