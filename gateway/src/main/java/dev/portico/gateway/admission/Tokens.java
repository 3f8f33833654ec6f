package dev.portico.gateway.admission;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.portico.chassis.caller.InternalToken;
import dev.portico.chassis.caller.InternalTokens;
import dev.portico.gateway.route.Service;
import org.springframework.stereotype.Component;

/// Signs internal tokens, and signs none twice within half of its life.
@Component
public final class Tokens {

    private final InternalTokens tokens;
    private final Cache<Wanted, String> minted = Caffeine.newBuilder()
            .maximumSize(50_000)
            .expireAfterWrite(InternalTokens.LIFETIME.dividedBy(2))
            .build();

    private record Wanted(InternalToken token, String audience) {}

    Tokens(InternalTokens tokens) {
        this.tokens = tokens;
    }

    /// A token for one service, good for at least half a minute.
    public String mint(InternalToken token, Service service) {
        return minted.get(
                new Wanted(token, service.audience()), wanted -> tokens.mint(wanted.token(), wanted.audience()));
    }
}
