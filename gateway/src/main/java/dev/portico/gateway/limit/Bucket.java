package dev.portico.gateway.limit;

/// Whose requests are counted together. Names are scoped by merchant: nobody can empty another merchant's bucket.
///
/// @param kind for the metrics: `key`, `customer`, `visitor` or `refused`
/// @param perMinute 0 if they are not limited
record Bucket(String merchantId, String kind, String name, int perMinute) {

    /// For those who belong to no merchant.
    static final String NOBODY = "nobody";

    String id() {
        return kind + ":" + name;
    }
}
