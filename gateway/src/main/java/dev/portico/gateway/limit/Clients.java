package dev.portico.gateway.limit;

import com.nimbusds.jose.jwk.ECKey;
import dev.portico.chassis.ServiceSettings;
import dev.portico.chassis.id.Sealer;
import dev.portico.gateway.GatewaySettings;
import jakarta.servlet.http.HttpServletRequest;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Tells a service from where a request comes, without saying it: a fingerprint of the address by which the same one is
/// known again, and the network it is in.
@Component
public final class Clients {

    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private final int proxies;
    private final Sealer key;

    Clients(GatewaySettings settings, ServiceSettings service) {
        this.proxies = settings.proxies();
        this.key = new Sealer(privatePart(service.tokenKey())).derived("client address");
    }

    /// The fingerprint and the network; `-` in its place if that is not known.
    public String describe(HttpServletRequest request) {
        String address = Addresses.of(request, proxies);
        return key.fingerprint(address) + " " + network(address);
    }

    private static String network(String address) {
        if (!ADDRESS.matcher(address).matches()) return "-";
        if (address.contains(".")) {
            String four = address.substring(address.lastIndexOf(':') + 1);
            return four.substring(0, four.lastIndexOf('.')) + ".0/24";
        }
        return Arrays.stream(address.split(":")).limit(3).collect(Collectors.joining(":")) + "::/48";
    }

    // Only gateways have it, and all have the same.
    private static String privatePart(String jwk) {
        try {
            return Base64.getEncoder().encodeToString(ECKey.parse(jwk).getD().decode());
        } catch (ParseException e) {
            throw new IllegalArgumentException("portico.service.keys.token must be an EC P-256 key as JWK JSON", e);
        }
    }
}
