package dev.portico.auth.merchant;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Insider;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/// Tells everybody, at the start, when portals have moved: the pattern of their addresses may have changed since the
/// last one, as when the installation is started on another port.
@Component
final class MovedPortals implements ApplicationRunner {

    private static final int AT_ONCE = 200;

    private final Merchants merchants;
    private final PortalSettings settings;
    private final Clock clock;

    MovedPortals(Merchants merchants, PortalSettings settings, Clock clock) {
        this.merchants = merchants;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        @Nullable String after = null;
        Page<Merchant> page;
        do {
            page = merchants.list(new Insider.Operator(), new PageRequest(AT_ONCE, after, false));
            page.items().forEach(this::move);
            after = page.items().isEmpty() ? null : page.items().getLast().id();
        } while (page.hasMore());
    }

    private void move(Merchant merchant) {
        if (merchant.at(settings, clock.instant()).equals(merchant)) return;
        merchants.change(
                new Caller.Service(merchant.id(), "its portal has moved"),
                before -> before.at(settings, clock.instant()));
    }
}
