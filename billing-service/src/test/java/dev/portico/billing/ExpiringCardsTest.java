package dev.portico.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.billing.transaction.Shop;
import dev.portico.events.BillingEvents;
import dev.portico.events.ExpiringMethodData;
import dev.portico.events.SubscriptionEvents;
import dev.portico.events.TestClockData;
import dev.portico.events.Topic;
import dev.portico.testing.Events;
import dev.portico.testing.RunningService;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExpiringCardsTest {

    static RunningService billing;

    @BeforeAll
    static void start() {
        billing = RunningService.start(BillingServiceApplication.class, "billing");
    }

    @AfterAll
    static void stop() {
        billing.close();
    }

    @Test
    void who_pays_a_subscription_with_a_card_is_told_30_and_7_days_before_it_expires() {
        var shop = new Shop(billing);
        String clock = Shop.IDS.next("clk");
        tell(shop, clock, Samples.NOW, 1);
        String eve =
                shop.created("/customers", "{\"email\":\"eve@x.example\",\"test_clock_id\":\"%s\"}".formatted(clock));
        String idle =
                shop.created("/customers", "{\"email\":\"idle@x.example\",\"test_clock_id\":\"%s\"}".formatted(clock));
        String card = shop.card(eve, "visa");
        shop.card(idle, "visa");
        subscribe(shop, eve);
        var expiry = shop.get("/customers/" + eve + "/payment-methods/" + card).path("card");
        Instant lastDay = YearMonth.of(
                        expiry.path("expiry_year").asInt(),
                        expiry.path("expiry_month").asInt())
                .atEndOfMonth()
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();

        tell(shop, clock, lastDay.minusSeconds(30 * 86_400 + 1), 2);
        tell(shop, clock, lastDay.minusSeconds(30 * 86_400), 3);
        await().untilAsserted(() ->
                assertThat(told(shop)).extracting(ExpiringMethodData::daysLeft).containsExactly(30));
        tell(shop, clock, lastDay.minusSeconds(86_400), 4);
        tell(shop, clock, lastDay.plusSeconds(5 * 86_400), 5);
        await().untilAsserted(() ->
                assertThat(told(shop)).extracting(ExpiringMethodData::daysLeft).containsExactly(30, 7));
        assertThat(told(shop)).allSatisfy(told -> {
            assertThat(told.customerId()).isEqualTo(eve);
            assertThat(told.lastDay()).isEqualTo(lastDay);
        });
    }

    private static List<ExpiringMethodData> told(Shop shop) {
        return Events.heard(Topic.BILLING, shop.merchantId).stream()
                .filter(event -> event.type().equals(BillingEvents.PAYMENT_METHOD_EXPIRING.name()))
                .map(event -> event.as(BillingEvents.PAYMENT_METHOD_EXPIRING))
                .toList();
    }

    private static void tell(Shop shop, String clock, Instant time, long version) {
        var data = new TestClockData(clock, null, "ready", time, null, Samples.NOW, Samples.NOW);
        Events.publish(SubscriptionEvents.TEST_CLOCK_UPDATED, shop.merchantId, null, clock, version, data);
    }

    private static void subscribe(Shop shop, String customer) {
        String id = Shop.IDS.next("sub");
        Events.publish(
                SubscriptionEvents.SUBSCRIPTION_CREATED,
                shop.merchantId,
                customer,
                id,
                1,
                Samples.subscription(id, customer, "active", "automatic"));
        await().untilAsserted(() -> assertThat(shop.client
                        .get("/subscriptions/" + id + "/update-payment-method-transaction")
                        .status())
                .isEqualTo(200));
    }
}
