package dev.portico.auth.merchant;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a merchant proves that a host is its own, and how far that is.
///
/// @param status `pending` or `verified`
/// @param problem why it was not verified when it was last looked for: `record_missing`, `dns_unavailable` or `taken`
///     by another merchant who has proven it; null if nothing is wrong
/// @param record what must stand in the DNS, and must go on standing there
/// @param verifiedAt since when the portal answers at the host
/// @param checkedAt when it was last looked for
record DomainVerification(
        String status,
        @Nullable String problem,
        Record record,
        @Nullable Instant verifiedAt,
        @Nullable Instant checkedAt) {

    /// A record of the DNS.
    ///
    /// @param type `TXT`
    /// @param name the record's whole name
    /// @param value its text
    record Record(String type, String name, String value) {}

    static DomainVerification of(CustomDomain domain) {
        CustomDomain.Problem problem = domain.problem();
        return new DomainVerification(
                domain.isVerified() ? "verified" : "pending",
                problem == null ? null : problem.name().toLowerCase(Locale.ROOT),
                new Record("TXT", CustomDomain.recordOf(domain.host()), domain.proof()),
                domain.verifiedAt(),
                domain.checkedAt());
    }
}
