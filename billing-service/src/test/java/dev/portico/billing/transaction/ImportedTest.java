package dev.portico.billing.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.portico.billing.BillingServiceApplication;
import dev.portico.billing.Samples;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Ids;
import dev.portico.events.MoneyData;
import dev.portico.events.Topic;
import dev.portico.events.TransactionData;
import dev.portico.testing.Client;
import dev.portico.testing.Events;
import dev.portico.testing.RunningService;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ImportedTest {

    static final Ids IDS = new Ids(Clock.systemUTC());
    static RunningService billing;

    final String merchantId = IDS.next("mer");
    final Caller house = new Caller.Service(merchantId, "an import");
    final Client shop = billing.as(new Caller.Merchant(merchantId, "apikey_1", Samples.PERMISSIONS));
    final Transactions transactions = billing.bean(Transactions.class);

    @BeforeAll
    static void start() {
        billing = RunningService.start(BillingServiceApplication.class, "billing");
    }

    @AfterAll
    static void stop() {
        billing.close();
    }

    @Test
    void what_was_paid_elsewhere_is_shown_as_it_was_and_told_to_nobody() {
        TransactionData paid = paid(IDS.next("txn"));
        assertThat(transactions.imported(house, paid, "in_42")).isTrue();
        assertThat(transactions.imported(house, paid, "in_42")).isFalse();

        var shown = shop.get("/transactions/" + paid.id()).data();
        assertThat(shown.path("status").asString()).isEqualTo("completed");
        assertThat(shown.path("invoice_number").asString()).isEqualTo("OLD-1");
        assertThat(shown.path("details").path("totals").path("total").asString())
                .isEqualTo("2000");
        assertThat(Events.heard(Topic.BILLING, merchantId)).isEmpty();
    }

    @Test
    void what_another_merchant_has_imported_is_not_shown_and_not_overwritten() {
        TransactionData paid = paid(IDS.next("txn"));
        transactions.imported(new Caller.Service(IDS.next("mer"), "an import"), paid, null);
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> transactions.imported(house, paid, null));
        assertThat(shop.get("/transactions/" + paid.id()).status()).isEqualTo(404);
    }

    private static TransactionData paid(String id) {
        var price = Samples.price("pri_1", "pro_1", new MoneyData("1000", "EUR"), Samples.MONTHLY, "active");
        var line = Line.of("txnitm_1", price, Samples.product("pro_1"), 2);
        return new Amendment(id, "mer_elsewhere", "EUR", List.of(line), Samples.NOW)
                .customer("ctm_1")
                .status(Transaction.COMPLETED)
                .invoice("inv_1", "OLD-1")
                .billedAt(Samples.NOW)
                .at(Samples.NOW)
                .data();
    }
}
