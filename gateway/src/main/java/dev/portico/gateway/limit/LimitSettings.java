package dev.portico.gateway.limit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How many requests a minute the gateways together serve to whom. A minute's worth may come at once. 0 is no limit.
///
/// @param key to an API key
/// @param customer to a customer who is signed in
/// @param visitor to an address from which nobody has signed in, at one portal, also with a task's link; and for signed
/// links
/// @param refused to an address whose credentials are missing or wrong
@ConfigurationProperties("portico.gateway.limits")
public record LimitSettings(
        @DefaultValue("1200") int key,
        @DefaultValue("600") int customer,
        @DefaultValue("240") int visitor,
        @DefaultValue("240") int refused) {

    public LimitSettings {
        if (Math.min(Math.min(key, customer), Math.min(visitor, refused)) < 0)
            throw new IllegalArgumentException("portico.gateway.limits must not be negative; 0 is no limit");
    }
}
