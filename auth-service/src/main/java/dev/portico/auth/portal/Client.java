package dev.portico.auth.portal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// From where somebody comes, as the gateway tells it in a header that no client can send through it.
///
/// @param fingerprint of the client's address, made with a key that the gateway alone has; absent if it did not say
/// @param network the address without its end: `203.0.113.0/24`, `2001:db8:1::/48`
public record Client(@Nullable String fingerprint, @Nullable String network) {

    /// The header in which the gateway says so.
    public static final String HEADER = "Portico-Client";

    private static final Pattern SAID = Pattern.compile("([0-9a-f]{64}) ([0-9a-f:.]{3,40}/[0-9]{2}|-)");

    public static Client of(@Nullable String header) {
        Matcher said = SAID.matcher(header == null ? "" : header);
        if (!said.matches()) return new Client(null, null);
        return new Client(said.group(1), said.group(2).equals("-") ? null : said.group(2));
    }
}
