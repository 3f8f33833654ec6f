package dev.portico.auth.merchant;

import dev.portico.chassis.error.Fields;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.http.Patch;
import dev.portico.chassis.id.Secrets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a merchant wants of a domain of its own. A field that is absent stays as it is.
///
/// @param host the name in ASCII; null if it wants none, or names none now
/// @param fresh what a host that is new to it must say
record DomainChoice(Patch patch, @Nullable String host, String fresh) {

    static final String HOST = "custom_domain";
    private static final String PRIMARY = "custom_domain_primary";
    private static final int PROOF_BYTES = 16;

    /// @throws Refusal `invalid_field`
    static DomainChoice of(Patch patch, DomainSettings settings, PortalSettings portals) {
        String text = patch.text(HOST, null);
        @Nullable String host = text == null ? null : DomainName.read(text).orElse(null);
        Fields fields = Fields.check();
        if (text != null && (host == null || settings.isReserved(host, portals))) fields.wrong(HOST, DomainName.RULE);
        if (patch.isNull(PRIMARY)) fields.wrong(PRIMARY, "must not be null");
        fields.orRefuse();
        return new DomainChoice(patch, host, "portico-" + Secrets.hex(PROOF_BYTES));
    }

    /// @throws Refusal `invalid_field`, if none is there to be the primary one
    Merchant applyTo(Merchant before, PortalSettings portals, Instant now) {
        CustomDomain domain = patch.has(HOST) ? wanted(before.domain(), now) : before.domain();
        Boolean primary = patch.value(PRIMARY, Boolean.class, null);
        if (primary == null) return before.with(domain, portals, now);
        if (domain == null && primary) throw Refusal.field(PRIMARY, "needs a custom_domain");
        return before.with(domain == null ? null : domain.primary(primary), portals, now);
    }

    private @Nullable CustomDomain wanted(@Nullable CustomDomain before, Instant now) {
        if (host == null) return null;
        return before != null && before.host().equals(host) ? before : CustomDomain.asked(host, fresh, now);
    }
}
