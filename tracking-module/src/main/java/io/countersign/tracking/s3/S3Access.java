package io.countersign.tracking.s3;

import io.countersign.platform.config.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Where the bucket is, and as whom we reach it.
 *
 * @param prefix before every key; empty, or ended by a slash
 * @param endpoint null for Amazon's own of the region
 * @param pathStyle bucket in the path, not in the host name
 */
public record S3Access(
        String bucket,
        String prefix,
        Optional<URI> endpoint,
        String region,
        boolean pathStyle,
        AwsCredentialsProvider credentials) {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(60);

    /**
     * By the settings {@code countersign.artifact.s3.*}. Without keys there, credentials come by the SDK's own chain:
     * environment, profile, web identity, container, instance.
     */
    public static S3Access of(Settings settings) {
        String prefix = settings.text("countersign.artifact.s3.prefix").orElse("");
        return new S3Access(
                settings.required("countersign.artifact.s3.bucket"),
                prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/",
                settings.text("countersign.artifact.s3.endpoint").map(URI::create),
                settings.text("countersign.artifact.s3.region").orElse("us-east-1"),
                settings.flag("countersign.artifact.s3.path.style", false),
                settings.text("countersign.artifact.s3.access.key")
                        .<AwsCredentialsProvider>map(key -> StaticCredentialsProvider.create(AwsBasicCredentials.create(
                                key, settings.required("countersign.artifact.s3.secret.key"))))
                        .orElseGet(() -> DefaultCredentialsProvider.builder().build()));
    }

    S3Client client() {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(SILENCE))
                .region(Region.of(region))
                .credentialsProvider(credentials)
                // Servers other than Amazon's stumble over checksum trailers; our own SHA-256 covers the bytes.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(configuration());
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }

    S3Presigner presigner() {
        S3Presigner.Builder builder = S3Presigner.builder()
                .region(Region.of(region))
                .credentialsProvider(credentials)
                .serviceConfiguration(configuration());
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private S3Configuration configuration() {
        return S3Configuration.builder()
                .pathStyleAccessEnabled(pathStyle)
                .chunkedEncodingEnabled(false)
                .build();
    }
}
