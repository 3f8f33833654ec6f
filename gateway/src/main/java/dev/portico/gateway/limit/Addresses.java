package dev.portico.gateway.limit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/// From where a request comes, as far as that can be believed.
final class Addresses {

    private Addresses() {}

    /// The address of whoever spoke to the outermost of our proxies. What stands further left in `X-Forwarded-For`, the
    /// client may have written himself.
    static String of(HttpServletRequest request, int proxies) {
        List<String> heard = Collections.list(request.getHeaders("X-Forwarded-For")).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .toList();
        boolean told = proxies > 0 && heard.size() >= proxies;
        return network(told ? heard.get(heard.size() - proxies) : request.getRemoteAddr());
    }

    // Whoever has one IPv6 address has 2⁶⁴ of them.
    private static String network(String address) {
        if (!address.contains(":") || address.contains(".")) return address;
        return Arrays.stream(expanded(address).split(":")).limit(4).collect(Collectors.joining(":"));
    }

    private static String expanded(String address) {
        int gap = address.indexOf("::");
        if (gap < 0) return address;
        String left = address.substring(0, gap);
        long groups = left.isEmpty() ? 0 : left.chars().filter(c -> c == ':').count() + 1;
        return left + (left.isEmpty() ? "" : ":")
                + String.join(":", Collections.nCopies(Math.max(0, 4 - (int) groups), "0")) + ":";
    }
}
