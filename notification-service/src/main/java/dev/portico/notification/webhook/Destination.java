package dev.portico.notification.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/// Where a webhook may go, as far as its text tells. Where a name leads is judged when it is called: it may lead
/// elsewhere by then.
final class Destination {

    private static final int LONGEST = 2_048;
    private static final int LAST_SYSTEM_PORT = 1_023;
    private static final int LAST_PORT = 65_535;
    private static final Pattern PRINTABLE = Pattern.compile("[!-~]+");
    // What any parser takes for the same address: nothing octal, hexadecimal or in one number.
    private static final Pattern PLAIN_ADDRESS = Pattern.compile("((0|[1-9][0-9]{0,2})(\\.|$)){4}");
    private static final Pattern ENDS_LIKE_A_NUMBER = Pattern.compile("(.*\\.)?(0x[0-9a-f]*|[0-9]+)\\.?");

    private Destination() {}

    static boolean isAllowed(String text, Surroundings surroundings) {
        if (text.length() > LONGEST || !PRINTABLE.matcher(text).matches()) return false;
        try {
            return isAllowed(new URI(text), surroundings);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isAllowed(URI uri, Surroundings surroundings) {
        return hasScheme(uri, surroundings)
                && uri.getHost() != null
                && isHost(uri.getHost().toLowerCase(Locale.ROOT), surroundings)
                && isPort(uri.getPort())
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null;
    }

    private static boolean hasScheme(URI uri, Surroundings surroundings) {
        return "https".equalsIgnoreCase(uri.getScheme())
                || "http".equalsIgnoreCase(uri.getScheme()) && surroundings.isOpen();
    }

    // The web's own ports and those that anybody may listen on, but no mail server's, name server's or database's of
    // old.
    private static boolean isPort(int port) {
        return port == -1 || port == 80 || port == 443 || port > LAST_SYSTEM_PORT && port <= LAST_PORT;
    }

    private static boolean isHost(String host, Surroundings surroundings) {
        if (host.startsWith("[")) return isAddress(host.substring(1, host.length() - 1), surroundings);
        if (!ENDS_LIKE_A_NUMBER.matcher(host).matches()) return true;
        return PLAIN_ADDRESS.matcher(host).matches() && isAddress(host, surroundings);
    }

    private static boolean isAddress(String literal, Surroundings surroundings) {
        try {
            return surroundings.mayBeCalled(InetAddress.ofLiteral(literal));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
