package dev.portico.gateway.admission;

import dev.portico.gateway.GatewaySettings;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Tells by the host name at which door a client stands.
@Component
public final class Door {

    private final GatewaySettings settings;
    private final Directory directory;

    Door(GatewaySettings settings, Directory directory) {
        this.settings = settings;
        this.directory = directory;
    }

    /// Whether the container asks what to say of a request that it has refused itself.
    public static boolean isRefused(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.ERROR;
    }

    /// Whether this is where merchants' back ends call.
    public boolean isApi(HttpServletRequest request) {
        return settings.apiHosts().contains(host(request));
    }

    /// The merchant whose portal this is.
    public Optional<Directory.Portal> portal(HttpServletRequest request) {
        if (request.getAttribute(Directory.Portal.class.getName()) instanceof Directory.Portal known)
            return Optional.of(known);
        String host = host(request);
        Optional<Directory.Portal> portal =
                isHostName(host) && !isApi(request) ? directory.portal(host) : Optional.empty();
        portal.ifPresent(found -> request.setAttribute(Directory.Portal.class.getName(), found));
        return portal;
    }

    /// Scheme, host and port as the client used them.
    public static String origin(HttpServletRequest request) {
        int port = request.getServerPort();
        boolean usual = port == ("https".equals(request.getScheme()) ? 443 : 80);
        return request.getScheme() + "://" + host(request) + (usual ? "" : ":" + port);
    }

    private static String host(HttpServletRequest request) {
        String name = request.getServerName().toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static boolean isHostName(String host) {
        return host.length() <= 253 && host.matches("[a-z0-9]([a-z0-9.-]*[a-z0-9])?");
    }
}
