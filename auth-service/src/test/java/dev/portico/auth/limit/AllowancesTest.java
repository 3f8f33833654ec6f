package dev.portico.auth.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.auth.AuthService;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.store.Stores;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class AllowancesTest {

    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    final Caller.Service merchant = new Caller.Service("mer_" + UUID.randomUUID(), "a test");

    @Test
    void however_many_gateways_take_at_once_together_they_get_what_there_is() throws Exception {
        Allowances allowances = at(NOON);
        var takes = new ArrayList<Future<Allowances.Grant>>();
        try (var gateways = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) takes.add(gateways.submit(() -> allowances.take(merchant, "key:1", 100, 7)));
        }
        long granted = 0;
        for (var take : takes) granted += take.get().granted();
        assertThat(granted).isEqualTo(100);
    }

    @Test
    void an_empty_bucket_says_when_it_has_one_again_and_fills_evenly() {
        assertThat(at(NOON).take(merchant, "key:1", 60, 100).granted()).isEqualTo(60);
        Allowances.Grant none = at(NOON).take(merchant, "key:1", 60, 1);
        assertThat(none.granted()).isZero();
        assertThat(none.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(at(NOON.plusSeconds(10)).take(merchant, "key:1", 60, 100).granted())
                .isEqualTo(10);
        assertThat(at(NOON.plusSeconds(600)).take(merchant, "key:1", 60, 100).granted())
                .isEqualTo(60);
    }

    @Test
    void nobody_empties_another_merchants_bucket() {
        var other = new Caller.Service("mer_" + UUID.randomUUID(), "a test");
        assertThat(at(NOON).take(merchant, "key:1", 5, 5).granted()).isEqualTo(5);
        assertThat(at(NOON).take(other, "key:1", 5, 5).granted()).isEqualTo(5);
        assertThat(at(NOON).take(merchant, "key:2", 5, 5).granted()).isEqualTo(5);
    }

    @Test
    void only_the_gateway_may_take() {
        String question = "{\"merchant_id\":\"" + merchant.merchantId()
                + "\",\"bucket\":\"key:1\",\"per_minute\":10,\"wanted\":3}";
        assertThat(AuthService.gateway()
                        .post("/gateway/limits/take", question)
                        .data()
                        .path("granted")
                        .asInt())
                .isEqualTo(3);
        assertThat(AuthService.RUNNING
                        .as(new Caller.Visitor(merchant.merchantId()))
                        .post("/gateway/limits/take", question)
                        .errorCode())
                .isEqualTo("forbidden");
        assertThat(AuthService.operator().post("/gateway/limits/take", question).errorCode())
                .isEqualTo("forbidden");
        assertThat(AuthService.gateway()
                        .post("/gateway/limits/take", "{\"bucket\":\"b\"}")
                        .status())
                .isEqualTo(400);
    }

    private static Allowances at(Instant now) {
        return new Allowances(AuthService.RUNNING.bean(Stores.class), Clock.fixed(now, ZoneOffset.UTC));
    }
}
