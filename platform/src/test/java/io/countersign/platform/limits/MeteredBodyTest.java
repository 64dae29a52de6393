package io.countersign.platform.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MeteredBodyTest {
    private static final Duration GRACE = Duration.ofSeconds(30);

    private long now;

    @Test
    void bodyWithinTheLimitIsReadAsItIs() throws IOException {
        assertThat(body(1_000, 1_000).readAllBytes()).hasSize(1_000);
    }

    @Test
    void oneByteMoreIsTooLarge() {
        assertThatThrownBy(() -> body(1_001, 1_000).readAllBytes())
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.type())
                        .isEqualTo(ProblemType.TOO_LARGE));
    }

    @Test
    void skippedBytesCount() {
        assertThatThrownBy(() -> body(1_001, 1_000).skip(1_001)).isInstanceOf(ProblemException.class);
    }

    @Test
    void dribbleIsCutOffAfterTheGrace() throws IOException {
        MeteredBody body = body(10_000, 100_000);
        now = GRACE.toNanos();
        assertThat(body.read()).isZero();
        now += Duration.ofSeconds(1).toNanos();
        assertThatThrownBy(body::read)
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.type())
                        .isEqualTo(ProblemType.TOO_SLOW));
    }

    @Test
    void largeBodyOnASlowLineGoesOn() throws IOException {
        MeteredBody body = body(1 << 20, 1 << 20);
        assertThat(body.readNBytes(1 << 19)).hasSize(1 << 19);
        now = GRACE.plusSeconds((1 << 19) / MeteredBody.SLOWEST_RATE).toNanos();
        assertThat(body.readNBytes(1 << 19)).hasSize(1 << 19);
    }

    @Test
    void closingDoesNotWaitForTheRest() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 1;
            }

            @Override
            public void close() {
                throw new AssertionError("would read to the end");
            }
        };
        new MeteredBody(endless, 10, GRACE, () -> now).close();
    }

    @Test
    void brokenConnectionIsTheCallersAffair() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        };
        assertThatThrownBy(() -> new MeteredBody(broken, 10, GRACE, () -> now).read())
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.type())
                        .isEqualTo(ProblemType.TOO_SLOW));
    }

    private MeteredBody body(int size, long limit) {
        return new MeteredBody(new ByteArrayInputStream(new byte[size]), limit, GRACE, () -> now);
    }
}
