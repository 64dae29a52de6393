package io.countersign.tracking.s3;

import io.countersign.platform.testing.CephGateway;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The same on another kind of server, by other people. */
@Tag("deep")
class CephArtifactStoreIT extends S3ArtifactStoreContract {
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path home;

    private static S3Server server;

    @BeforeAll
    static void start() throws Exception {
        CephGateway gateway = new CephGateway(home, S3Server.KEY, S3Server.SECRET);
        server = new S3Server(gateway.port(), gateway);
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
