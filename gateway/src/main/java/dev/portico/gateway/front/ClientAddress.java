package dev.portico.gateway.front;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Scheme, host and port as the client used them, by the word of our own proxies.
record ClientAddress(String scheme, String host, int port) {

    private static final Pattern AUTHORITY = Pattern.compile("([A-Za-z0-9.-]{1,253})(?::([0-9]{1,5}))?");
    private static final int HIGHEST_PORT = 65_535;

    /// @param proxies how many of them there are, each of which appends a value or leaves the one that is there
    /// @throws IllegalArgumentException if what they say makes no sense
    static ClientAddress of(HttpServletRequest request, int proxies) {
        String scheme = said(request, "X-Forwarded-Proto", proxies)
                .map(told -> told.toLowerCase(Locale.ROOT))
                .orElseGet(request::getScheme);
        if (!scheme.equals("http") && !scheme.equals("https")) throw new IllegalArgumentException("X-Forwarded-Proto");
        // The container reads the port of an address without one by the scheme that it was spoken to in.
        String told = said(request, "X-Forwarded-Host", proxies)
                .orElseGet(() -> Optional.ofNullable(request.getHeader("Host")).orElseGet(request::getServerName));
        Matcher authority = AUTHORITY.matcher(told);
        if (!authority.matches()) throw new IllegalArgumentException("X-Forwarded-Host");
        OptionalInt ported = said(request, "X-Forwarded-Port", proxies).stream()
                .mapToInt(ClientAddress::port)
                .findFirst();
        int usual = scheme.equals("https") ? 443 : 80;
        String own = authority.group(2);
        return new ClientAddress(scheme, authority.group(1), ported.orElse(own == null ? usual : port(own)));
    }

    private static int port(String text) {
        int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > HIGHEST_PORT) throw new IllegalArgumentException("X-Forwarded-Port");
        return port;
    }

    // What the outermost of our proxies said. What stands further left, the client may have written himself.
    private static Optional<String> said(HttpServletRequest request, String header, int proxies) {
        List<String> values = Collections.list(request.getHeaders(header)).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(Math.max(0, values.size() - proxies)));
    }
}
