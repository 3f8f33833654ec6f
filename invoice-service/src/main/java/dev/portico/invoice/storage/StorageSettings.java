package dev.portico.invoice.storage;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where documents lie.
///
/// @param bucket by whose name documents are kept in a bucket; in the service's own store if it is absent
/// @param endpoint where the bucket is; absent for Amazon's own
/// @param answerWithin how long one request may take
@ConfigurationProperties("portico.invoice.storage")
record StorageSettings(
        @Nullable String bucket,
        @Nullable URI endpoint,
        @DefaultValue("us-east-1") String region,
        @Nullable String accessKey,
        @Nullable String secretKey,
        @DefaultValue("PT2S") Duration connectWithin,
        @DefaultValue("PT10S") Duration answerWithin) {

    StorageSettings {
        boolean open = accessKey == null || accessKey.isBlank() || secretKey == null || secretKey.isBlank();
        if (isNamed(bucket) && open)
            throw new IllegalArgumentException("a bucket needs portico.invoice.storage.access-key and secret-key");
    }

    boolean isBucket() {
        return isNamed(bucket);
    }

    private static boolean isNamed(@Nullable String bucket) {
        return bucket != null && !bucket.isBlank();
    }
}
