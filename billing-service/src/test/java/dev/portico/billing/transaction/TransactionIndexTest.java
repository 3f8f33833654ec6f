package dev.portico.billing.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import dev.portico.billing.BillingServiceApplication;
import dev.portico.billing.Samples;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.store.Criteria;
import dev.portico.chassis.store.PageRequest;
import dev.portico.embedded.store.EmbeddedStore;
import dev.portico.embedded.store.Examined;
import dev.portico.events.MoneyData;
import dev.portico.testing.RunningService;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Pages of a big merchant cost what they show: 2,000 transactions, ten customers.
class TransactionIndexTest {

    static final PageRequest PAGE = new PageRequest(30, null, false);
    static final Caller SHOP = new Caller.Merchant("mer_1", "k", Samples.PERMISSIONS);

    static EmbeddedStore store;
    static RunningService billing;
    static Transactions transactions;

    @BeforeAll
    static void start() {
        store = EmbeddedStore.inMemory();
        billing = RunningService.start(
                BillingServiceApplication.class,
                "billing",
                Map.of("spring.mongodb.uri", store.connectionString("indexes")));
        transactions = billing.bean(Transactions.class);
        var house = new Caller.Service("mer_1", "a test");
        for (int i = 0; i < 2_000; i++)
            transactions.imported(house, transaction(i).data(), null);
    }

    @AfterAll
    static void stop() {
        billing.close();
        store.close();
    }

    @Test
    void a_page_of_one_customer_looks_at_no_more_than_it_shows() {
        assertThat(examined(criteria -> criteria.anyOf("customerId", List.of("ctm_3"))))
                .isLessThanOrEqualTo(31);
    }

    @Test
    void a_page_of_all_looks_at_no_more_than_it_shows() {
        assertThat(examined(criteria -> criteria)).isLessThanOrEqualTo(31);
    }

    @Test
    void a_subscription_and_an_invoice_number_are_found_at_once() {
        assertThat(examined(criteria -> criteria.anyOf("subscriptionId", List.of("sub_7"))))
                .isLessThanOrEqualTo(31);
        assertThat(examined(criteria -> criteria.anyOf("invoiceNumber", List.of("OLD-1234"))))
                .isLessThanOrEqualTo(1);
    }

    @Test
    void a_page_by_time_looks_at_no_more_than_it_shows() {
        for (String field : List.of("createdAt", "updatedAt", "billedAt")) {
            var page = new PageRequest(30, null, false, new PageRequest.Order(field, false));
            assertThat(Examined.by(
                            store,
                            "indexes",
                            "transactions",
                            () -> transactions.list(SHOP, Criteria.all().filter(), page)))
                    .as(field)
                    .isLessThanOrEqualTo(31);
        }
    }

    @Test
    void what_sweeps_look_for_is_found_without_looking_at_all_the_rest() {
        Bson whatever = Filters.nin("_id", List.of());
        assertThat(examinedBy(() -> transactions.unbooked(whatever))).isLessThanOrEqualTo(1);
        assertThat(examinedBy(() -> transactions.unanswered(whatever))).isLessThanOrEqualTo(1);
        assertThat(examinedBy(() -> transactions.unadjusted(whatever))).isLessThanOrEqualTo(1);
        assertThat(examinedBy(() -> transactions.ofAttempt(SHOP, "of nothing"))).isLessThanOrEqualTo(1);
    }

    private static long examinedBy(Runnable request) {
        return Examined.by(store, "indexes", "transactions", request);
    }

    private static long examined(UnaryOperator<Criteria> wanted) {
        var filter = wanted.apply(Criteria.all()).filter();
        return Examined.by(store, "indexes", "transactions", () -> transactions.list(SHOP, filter, PAGE));
    }

    private static Transaction transaction(int i) {
        var price = Samples.price("pri_1", "pro_1", new MoneyData("1000", "EUR"), Samples.MONTHLY, "active");
        var at = Samples.NOW.plusSeconds(i);
        return new Amendment(
                        "txn_%04d".formatted(i),
                        "mer_1",
                        "EUR",
                        List.of(Line.of("txnitm_1", price, Samples.product("pro_1"), 1)),
                        at)
                .customer("ctm_" + i % 10)
                .subscription("sub_" + i % 100)
                .status(Transaction.COMPLETED)
                .invoice("inv_" + i, "OLD-" + i)
                .billedAt(at)
                .at(at);
    }
}
