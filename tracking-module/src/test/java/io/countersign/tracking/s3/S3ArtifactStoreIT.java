package io.countersign.tracking.s3;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class S3ArtifactStoreIT extends S3ArtifactStoreContract {
    private static S3Server server;

    @BeforeAll
    static void start() {
        server = new S3Server();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Override
    S3Server server() {
        return server;
    }
}
