package dev.portico.auth.audit;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Something that happened at a portal's door. Holds no address and nothing that opens a door.
///
/// @param customerId whom it concerns; null if that is nobody who is known
/// @param method by what somebody came, or tried to: `link`, `code`, `pass`, `passkey`; null if by nothing
/// @param device the browser by its own word, coarsely
/// @param network the client's address without its end
public record Happening(
        What what,
        @Nullable String customerId,
        @Nullable String method,
        @Nullable String device,
        @Nullable String network) {

    /// What there is to happen.
    public enum What {
        /// Somebody asked for a sign-in link.
        REQUESTED,
        /// It went out.
        SENT,
        /// It was asked for too often.
        LIMITED,
        /// A link was opened in another browser than the one that asked.
        OPENED_ELSEWHERE,
        SIGNED_IN,
        /// A code or an address was wrong, or a link no longer good.
        REFUSED,
        SIGNED_OUT,
        /// Every session was ended.
        REVOKED;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Happening to(@Nullable String customerId, What what) {
        return new Happening(what, customerId, null, null, null);
    }

    public Happening by(String how) {
        return new Happening(what, customerId, how, device, network);
    }

    public Happening from(@Nullable String browser, @Nullable String where) {
        return new Happening(what, customerId, method, browser, where);
    }
}
