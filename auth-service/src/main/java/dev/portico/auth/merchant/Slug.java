package dev.portico.auth.merchant;

import java.util.Set;
import java.util.regex.Pattern;

/// The name of a merchant's portal: one label of a host name.
final class Slug {

    static final String RULE = "must have 2 to 40 letters a-z, digits and inner hyphens, and must not be reserved";

    private static final Pattern LABEL = Pattern.compile("[a-z0-9][a-z0-9-]{0,38}[a-z0-9]");
    private static final Set<String> RESERVED = Set.of(
            "admin",
            "api",
            "app",
            "assets",
            "auth",
            "autodiscover",
            "billing",
            "console",
            "docs",
            "events",
            "ftp",
            "grafana",
            "health",
            "help",
            "imap",
            "kafka",
            "local",
            "localhost",
            "mail",
            "mailbox",
            "metrics",
            "mongodb",
            "ns1",
            "ns2",
            "pop",
            "portal",
            "portico",
            "prometheus",
            "smtp",
            "static",
            "status",
            "support",
            "wpad",
            "www");

    private Slug() {}

    // "xn--" would let a slug look like another one in the browser's address bar.
    static boolean isValid(String slug) {
        return LABEL.matcher(slug).matches() && !slug.startsWith("xn--") && !RESERVED.contains(slug);
    }
}
