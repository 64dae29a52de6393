package io.countersign.tracking.s3;

import java.io.OutputStream;
import java.net.URI;
import java.util.Optional;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A real S3 server on a free port of this machine, with signatures checked, that keeps its objects in memory; if not told otherwise, S3Proxy. */
final class S3Server implements AutoCloseable {
    static final String KEY = "test-key";
    static final String SECRET = "test-secret";

    private final int port;
    private final AutoCloseable server;

    S3Server() {
        this(started());
    }

    private S3Server(S3Proxy server) {
        this(server.getPort(), server::stop);
    }

    /** One that runs already, and knows who has {@link #KEY} and {@link #SECRET}. */
    S3Server(int port, AutoCloseable server) {
        this.port = port;
        this.server = server;
    }

    private static S3Proxy started() {
        try {
            S3Proxy server = S3Proxy.builder()
                    .blobStore(new TransientNio2BlobStore())
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, KEY, SECRET)
                    .build();
            server.start();
            return server;
        } catch (Exception failed) {
            throw new IllegalStateException("the S3 server does not start", failed);
        }
    }

    /** Runs in a process of its own with one bucket, named by the first argument, until the input ends; says its address first. */
    public static void main(String[] arguments) throws Exception {
        try (S3Server server = new S3Server()) {
            server.newBucket(arguments[0], "");
            System.out.println("http://127.0.0.1:" + server.port);
            System.in.transferTo(OutputStream.nullOutputStream());
        }
        System.exit(0);
    }

    /** A bucket of its own. */
    S3Access newBucket(String name, String prefix) {
        S3Access access = access(name, prefix, SECRET);
        access.client().createBucket(request -> request.bucket(name));
        return access;
    }

    S3Access access(String bucket, String prefix, String secret) {
        return new S3Access(
                bucket,
                prefix,
                Optional.of(URI.create("http://127.0.0.1:" + port)),
                "us-east-1",
                true,
                StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, secret)));
    }

    @Override
    public void close() throws Exception {
        server.close();
    }
}
