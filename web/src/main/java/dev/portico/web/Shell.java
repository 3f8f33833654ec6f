package dev.portico.web;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the HTML shell needs to know of a request.
///
/// @param languageTag one of [PortalAssets#languages()], as [PortalAssets#language] chooses it; another becomes `en`
/// @param brandColor `#rrggbb`; null or anything else becomes Portico's own
/// @param path of the request, so that the screen's code is fetched along with the rest
/// @param paymentForm the address of the form in which ways to pay are entered; null where there is none
public record Shell(
        String languageTag,
        String merchantName,
        @Nullable String brandColor,
        String path,
        @Nullable String paymentForm) {

    public Shell {
        Objects.requireNonNull(merchantName, "merchantName");
    }
}
