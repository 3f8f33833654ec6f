package dev.portico.auth.merchant;

import java.net.URI;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where portals live.
///
/// @param portalUrlPattern a portal's address, with `{slug}` in its host
@ConfigurationProperties("portico.auth")
record PortalSettings(
        @DefaultValue("http://{slug}.localhost:8080") String portalUrlPattern) {

    PortalSettings {
        String host = hostOf(portalUrlPattern.replace("{slug}", "slug"));
        if (!host.contains("slug") || portalUrlPattern.endsWith("/"))
            throw new IllegalArgumentException("portico.auth.portal-url-pattern must have {slug} in its host and no"
                    + " slash at its end, was " + portalUrlPattern);
    }

    String urlOf(String slug) {
        return portalUrlPattern.replace("{slug}", slug);
    }

    /// The address of a portal at a host of its merchant's own: reached the same way as all others.
    String urlAt(String host) {
        return portalUrlPattern.replaceFirst("://[^:/]+", "://" + host);
    }

    /// What all portals' hosts are below: nobody else may have a host there.
    String domain() {
        String host = portalUrlPattern.replaceFirst(".*://", "").replaceFirst("[:/].*", "");
        return host.substring(host.indexOf('.', host.indexOf("{slug}")) + 1).toLowerCase(Locale.ROOT);
    }

    static String hostOf(String url) {
        String host = URI.create(url).getHost();
        return host == null ? "" : host.toLowerCase(Locale.ROOT);
    }
}
