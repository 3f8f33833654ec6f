package dev.portico.vault;

import dev.portico.i18n.Language;
import dev.portico.i18n.Messages;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// For whom the form was opened.
///
/// @param merchantId the one merchant that can use what comes of it
/// @param portal the origin of the page around the form, which alone may frame it and is told what comes of it
record Visit(String merchantId, String portal, Messages messages) {

    private static final Pattern MERCHANT = Pattern.compile("mer_[0-9a-z]{26}");
    // It becomes part of a header.
    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.-]{1,253}(:[0-9]{1,5})?");

    /// @return nothing if it does not say for whom
    static Optional<Visit> read(String query) {
        Map<String, String> said = fields(query);
        String merchantId = said.getOrDefault("merchant", "");
        String portal = said.getOrDefault("origin", "");
        boolean known =
                MERCHANT.matcher(merchantId).matches() && ORIGIN.matcher(portal).matches();
        return known
                ? Optional.of(new Visit(merchantId, portal, Messages.in(Language.best(said.get("lang")))))
                : Optional.empty();
    }

    /// What a form says, one value for each name.
    static Map<String, String> fields(String encoded) {
        var fields = new HashMap<String, String>();
        for (String pair : encoded.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        }
        return fields;
    }

    String say(String key) {
        return messages.text("vault." + key);
    }

    String say(String key, Map<String, ?> arguments) {
        return messages.text("vault." + key, arguments);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
