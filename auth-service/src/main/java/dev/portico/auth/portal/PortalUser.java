package dev.portico.auth.portal;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Insider;
import dev.portico.chassis.caller.Principal;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import org.jspecify.annotations.Nullable;

/// Somebody at a merchant's portal, signed in or not.
///
/// @param merchantId the merchant whose portal it is, by the gateway's word
/// @param customer who it is; null for a visitor
public record PortalUser(String merchantId, Caller.@Nullable Customer customer) {

    /// @throws Refusal `forbidden`, if that is not where the caller is
    public static PortalUser of(Principal principal) {
        return switch (principal) {
            case Caller.Visitor visitor -> new PortalUser(visitor.merchantId(), null);
            case Caller.Customer known -> new PortalUser(known.merchantId(), known);
            case Caller.Payer _, Caller.Merchant _, Caller.Service _, Insider _ ->
                throw Refusal.of(ErrorCode.FORBIDDEN);
        };
    }

    /// The service itself, at work for this portal's merchant.
    public Caller.Service service(String reason) {
        return new Caller.Service(merchantId, reason);
    }
}
