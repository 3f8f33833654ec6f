package dev.portico.gateway.limit;

import java.time.Duration;

/// Where the gateways' common count is kept.
public interface Shares {

    /// @param granted how many requests may be served
    /// @param retryAfter how long there will be none, if none were granted
    record Share(long granted, Duration retryAfter) {}

    /// Takes up to so many out of somebody's share.
    ///
    /// @param bucket names him within the merchant
    Share take(String merchantId, String bucket, int perMinute, int wanted);
}
