package dev.portico.billing.provider;

import java.util.Optional;

/// Reads what a provider tells by himself. His signature is the only proof of who speaks.
public interface ProviderNotices {

    /// The header that carries the signature.
    String header();

    /// @param payload exactly as it came
    /// @param signature what the header said; empty if it was absent
    /// @return nothing if it concerns nobody here
    /// @throws Refusal `forbidden` if it is not signed by the provider, or not lately
    Optional<Notice> read(String payload, String signature);
}
