package dev.portico.invoice.storage;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// A bucket that speaks S3, Amazon's or anybody's.
final class Bucket implements AutoCloseable {

    private static final String PDF = "application/pdf";

    private final S3Client client;
    private final String name;

    Bucket(StorageSettings settings) {
        this.name = Objects.requireNonNull(settings.bucket());
        this.client = client(settings);
    }

    void put(String key, byte[] bytes) {
        client.putObject(to -> to.bucket(name).key(key).contentType(PDF), RequestBody.fromBytes(bytes));
    }

    Optional<byte[]> get(String key) {
        try {
            return Optional.of(
                    client.getObjectAsBytes(from -> from.bucket(name).key(key)).asByteArrayUnsafe());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        client.close();
    }

    // Paths rather than host names, bodies as they are, and only the checksums that were always there: what others than
    // Amazon understand.
    private static S3Client client(StorageSettings settings) {
        var keys = AwsBasicCredentials.create(
                Objects.requireNonNull(settings.accessKey()), Objects.requireNonNull(settings.secretKey()));
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(settings.region()))
                .credentialsProvider(StaticCredentialsProvider.create(keys))
                .forcePathStyle(true)
                .serviceConfiguration(as -> as.chunkedEncodingEnabled(false))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(limits -> limits.apiCallAttemptTimeout(settings.answerWithin()))
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(settings.connectWithin())
                        .socketTimeout(settings.answerWithin())
                        .build());
        URI endpoint = settings.endpoint();
        return endpoint == null
                ? builder.build()
                : builder.endpointOverride(endpoint).build();
    }
}
