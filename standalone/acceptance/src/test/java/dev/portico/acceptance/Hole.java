package dev.portico.acceptance;

import java.util.List;

/// A check that somebody forgot: where it stands in the source, and what stands there without it.
///
/// @param name what went wrong, as a file name
/// @param source the file, from the repository's root
/// @param check what stands there; an expression; the first one like it is meant
/// @param forgotten what takes its place while the hole is open
record Hole(String name, String source, String check, String forgotten) {

    private static final String CHASSIS = "chassis/core/src/main/java/dev/portico/chassis/";
    private static final String GATEWAY = "gateway/src/main/java/dev/portico/gateway/";
    private static final String AUTH = "auth-service/src/main/java/dev/portico/auth/";

    static final List<Hole> ALL = List.of(
            // First, because what has ended is swept away within a minute.
            new Hole(
                    "ended-sessions-open",
                    AUTH + "session/Sessions.java",
                    "Filters.and(secretly, live(now))",
                    "secretly"),
            new Hole(
                    "keys-see-every-merchant",
                    CHASSIS + "store/Scope.java",
                    "new Document(MERCHANT, merchant.merchantId())",
                    "new Document()"),
            new Hole(
                    "customers-see-their-neighbours",
                    CHASSIS + "store/Scope.java",
                    "new Document(MERCHANT, customer.merchantId()).append(CUSTOMER, customer.customerId())",
                    "new Document(MERCHANT, customer.merchantId())"),
            new Hole(
                    "an-id-is-enough",
                    CHASSIS + "store/Scope.java",
                    "of(caller).append(\"_id\", id)",
                    "new Document(\"_id\", id)"),
            new Hole(
                    "a-filter-takes-the-place-of-the-scope",
                    CHASSIS + "store/Scope.java",
                    "scope.append(AND, terms)",
                    "new Document(AND, terms)"),
            new Hole(
                    "a-cursor-is-looked-up-everywhere",
                    CHASSIS + "store/Slice.java",
                    "new Document(scoped).append(\"_id\", id)",
                    "new Document(\"_id\", id)"),
            new Hole(
                    "foreign-is-told-from-unknown",
                    CHASSIS + "store/Aggregates.java",
                    "find(caller, id).orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND))",
                    "find(caller, id).orElseThrow(() -> Refusal.of(documents.first(Filters.eq(\"_id\", id)).isPresent()"
                            + " ? ErrorCode.FORBIDDEN : ErrorCode.NOT_FOUND))"),
            new Hole(
                    "any-service-takes-any-services-token",
                    CHASSIS + "caller/InternalTokens.java",
                    "List.of(audience).equals(claims.getAudience())",
                    "true"),
            new Hole(
                    "tokens-do-not-end",
                    CHASSIS + "caller/InternalTokens.java",
                    "clock.instant().isBefore(claims.getExpirationTime().toInstant())",
                    "true"),
            new Hole(
                    "signatures-are-not-looked-at",
                    CHASSIS + "caller/InternalTokens.java",
                    "jwt.verify(new ECDSAVerifier(key.toPublicJWK()))",
                    "true"),
            new Hole(
                    "permissions-are-not-looked-at",
                    CHASSIS + "caller/PermissionCheck.java",
                    "!key.permissions().contains(permission)",
                    "false"),
            new Hole("a-page-forgets-the-scope", CHASSIS + "store/Slice.java", "Filters.and(scoped, part)", "part"),
            new Hole(
                    "the-gateway-remembers-sessions-without-their-merchant",
                    GATEWAY + "admission/Directory.java",
                    "Secrets.sha256(merchantId + cookie)",
                    "Secrets.sha256(cookie)"),
            new Hole(
                    "the-gateway-passes-a-clients-token-on",
                    GATEWAY + "route/Forwarding.java",
                    "tokens.mint(token, service)",
                    "headers.containsHeader(InternalTokens.HEADER) ? headers.getFirst(InternalTokens.HEADER)"
                            + " : tokens.mint(token, service)"),
            new Hole("revoked-keys-open", AUTH + "apikey/ApiKeys.java", "live()", "Filters.empty()"),
            new Hole(
                    "idempotency-keys-are-everybodys",
                    CHASSIS + "idempotency/Answered.java",
                    "String.join(\"\\n\", caller.merchantId(), who, method, path, key)",
                    "String.join(\"\\n\", method, path, key)"),
            new Hole("other-sites-may-send-changes", GATEWAY + "admission/Admission.java", "!ours", "false"));

    /// The source with the check that can be forgotten.
    String in(String text) {
        int at = text.indexOf(check);
        if (at < 0) throw new AssertionError(source + " no longer says " + check + ": plant " + name + " elsewhere");
        return text.substring(0, at) + "(dev.portico.holes.Holes.open(\"" + name + "\") ? (" + forgotten + ") : ("
                + check + "))" + text.substring(at + check.length());
    }
}
