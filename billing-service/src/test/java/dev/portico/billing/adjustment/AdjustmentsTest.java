package dev.portico.billing.adjustment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.billing.BillingServiceApplication;
import dev.portico.billing.Samples;
import dev.portico.billing.transaction.Shop;
import dev.portico.billing.transaction.Transactions;
import dev.portico.billing.transaction.Wish;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Ids;
import dev.portico.events.CreditNoteData;
import dev.portico.events.InvoiceEvents;
import dev.portico.testing.Client;
import dev.portico.testing.Events;
import dev.portico.testing.RunningService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

class AdjustmentsTest {

    static RunningService billing;

    Shop shop;
    String ada;
    String transaction;
    String line;

    @BeforeAll
    static void start() {
        billing = RunningService.start(BillingServiceApplication.class, "billing");
    }

    @AfterAll
    static void stop() {
        billing.close();
    }

    @BeforeEach
    void somethingPaid() {
        shop = new Shop(billing);
        ada = shop.customer("ada");
        transaction = shop.paid(ada, shop.price("1000", Samples.MONTHLY), 2);
        line = shop.get("/transactions/" + transaction)
                .path("details")
                .path("line_items")
                .path(0)
                .path("id")
                .asString();
    }

    @Test
    void a_full_refund_gives_back_everything_once() {
        var refunded = refund("\"type\":\"full\"");
        assertThat(refunded.status()).as(refunded.text()).isEqualTo(201);
        assertThat(refunded.data().path("status").asString()).isEqualTo("approved");
        assertThat(refunded.data().path("totals").path("total").asString()).isEqualTo("2000");
        assertThat(refunded.data().path("items").path(0).path("type").asString())
                .isEqualTo("full");
        String id = refunded.data().path("id").asString();
        await().untilAsserted(
                        () -> assertThat(shop.told(id)).containsExactly("adjustment.created", "adjustment.updated"));

        JsonNode shown = shop.get("/transactions/" + transaction + "?include=adjustment,adjustments_totals");
        assertThat(shown.path("details").path("adjusted_totals").path("total").asString())
                .isEqualTo("0");
        assertThat(shown.path("details").path("totals").path("total").asString())
                .isEqualTo("2000");
        assertThat(shown.path("adjustments").path(0).path("id").asString()).isEqualTo(id);
        assertThat(shown.path("adjustments_totals")
                        .path("breakdown")
                        .path("refund")
                        .asString())
                .isEqualTo("2000");
        assertThat(refund("\"type\":\"full\"").errorCode())
                .isEqualTo("adjustment_total_amount_above_remaining_allowed");
        assertThat(refund(partial("1")).errorCode())
                .isEqualTo("adjustment_transaction_item_has_already_been_fully_adjusted");
    }

    @Test
    void never_more_is_given_back_than_is_left_however_many_ask_at_once() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Client.Answer> ask = () -> refund(partial("900"));
            List<Future<Client.Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 6; i++) answers.add(threads.submit(ask));
            for (var answer : answers) assertThat(answer.get().status()).isBetween(201, 409);
        }
        for (int i = 0; i < 3; i++) refund(partial("900"));
        assertThat(refund(partial("900")).errorCode()).isEqualTo("adjustment_amount_above_remaining_allowed");
        var refunds = billing.bean(MongoTemplate.class).getCollection("sandbox_refunds");
        assertThat(refunds.countDocuments(new Document("merchantId", shop.merchantId)))
                .isEqualTo(2);
        assertThat(shop.ids("/adjustments?transaction_id=" + transaction + "&status=approved"))
                .hasSize(2);
    }

    @Test
    void what_was_begun_before_a_crash_is_carried_out_once() {
        var wish = new Wish(Shop.IDS.next("adj"), "refund", "the service dies now", null);
        assertThat(billing.bean(Transactions.class).reserve(shop.house, transaction, wish))
                .isPresent();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(shop.ids("/adjustments?status=approved")).containsExactly(wish.id()));
        var refunds = billing.bean(MongoTemplate.class).getCollection("sandbox_refunds");
        assertThat(refunds.countDocuments(new Document("merchantId", shop.merchantId)))
                .isEqualTo(1);
        await().untilAsserted(() -> assertThat(refund("\"type\":\"full\"").errorCode())
                .isEqualTo("adjustment_total_amount_above_remaining_allowed"));
    }

    @Test
    void a_credit_note_gives_its_number_to_its_adjustment() {
        String id = refund(partial("100")).data().path("id").asString();
        var note = new CreditNoteData(
                Ids.derived("crn", id),
                "SHOP-CN-000007",
                id,
                transaction,
                "SHOP-000001",
                ada,
                "EUR",
                "100",
                "0",
                "100",
                "x",
                Samples.NOW,
                "refund",
                false,
                List.of("Analytical Engine"));
        Events.publish(InvoiceEvents.CREDIT_NOTE_ISSUED, shop.merchantId, ada, note.id(), 1, note);
        await().untilAsserted(() -> assertThat(shop.get("/adjustments?id=" + id)
                        .path(0)
                        .path("credit_note_number")
                        .asString(""))
                .isEqualTo("SHOP-CN-000007"));
    }

    @Test
    void only_an_open_invoice_can_be_credited_and_then_less_is_due() {
        assertThat(adjust("credit", transaction, "\"type\":\"full\"").errorCode())
                .isEqualTo("adjustment_invalid_credit_action");
        String billed = shop.created("/transactions", """
                {"customer_id":"%s","items":[{"price_id":"%s"}],"collection_mode":"manual","status":"billed",
                 "billing_details":{"payment_terms":{"interval":"day","frequency":14}}}""".formatted(ada, shop.price("1000", null)));
        String item = shop.get("/transactions/" + billed)
                .path("details")
                .path("line_items")
                .path(0)
                .path("id")
                .asString();
        assertThat(adjust("refund", billed, "\"type\":\"full\"").errorCode())
                .isEqualTo("adjustment_transaction_invalid_status_for_refund");
        var credited = adjust("credit", billed, partial(item, "400"));
        assertThat(credited.data().path("status").asString())
                .as(credited.text())
                .isEqualTo("approved");
        assertThat(shop.get("/transactions/" + billed)
                        .path("details")
                        .path("totals")
                        .path("balance")
                        .asString())
                .isEqualTo("600");
    }

    @Test
    void a_list_holds_what_is_asked_for_and_a_customer_sees_only_his_own() {
        String mine = refund(partial("100")).data().path("id").asString();
        assertThat(shop.ids("/adjustments?customer_id=" + ada + "&action=refund&subscription_id=sub"
                        + transaction.substring(3)))
                .containsExactly(mine);
        assertThat(shop.ids("/adjustments?id=" + mine)).containsExactly(mine);
        assertThat(shop.ids("/adjustments?action=credit")).isEmpty();
        assertThat(shop.client.get("/adjustments").text()).contains("\"per_page\":10");
        Client neighbour = billing.as(new Caller.Customer(shop.merchantId, Shop.IDS.next("ctm"), "s"));
        assertThat(neighbour.get("/adjustments").data()).isEmpty();
        assertThat(neighbour.post("/adjustments", "{}").errorCode()).isEqualTo("forbidden");
    }

    @Test
    void foreign_looks_like_unknown() {
        Shop elsewhere = new Shop(billing);
        String body = "{\"action\":\"refund\",\"type\":\"full\",\"reason\":\"x\",\"transaction_id\":\"%s\"}";
        var foreign = elsewhere.client.post("/adjustments", body.formatted(transaction));
        var unknown = elsewhere.client.post("/adjustments", body.formatted(Shop.IDS.next("txn")));
        assertThat(foreign.withoutRequestId()).isEqualTo(unknown.withoutRequestId());
        assertThat(foreign.text()).contains("\"field\":\"transaction_id\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"items\":null",
                "\"items\":[]",
                "\"items\":[null]",
                "\"items\":[{}]",
                "\"items\":[{\"item_id\":\"x\",\"type\":\"full\"}]",
                "\"items\":[{\"item_id\":\"x\",\"type\":\"proration\"}]",
                "\"items\":[{\"item_id\":\"x\",\"type\":\"partial\",\"amount\":\"-1\"}]",
                "\"items\":[{\"item_id\":\"x\",\"type\":\"partial\",\"amount\":\"99999999999999999999\"}]",
                "\"items\":[{\"item_id\":\"x\",\"type\":\"partial\",\"amount\":5}]",
                "\"items\":7",
                "\"type\":\"whole\""
            })
    void nothing_that_is_sent_makes_the_service_fail(String what) {
        assertThat(refund(what).status()).isBetween(400, 499);
    }

    private Client.Answer refund(String what) {
        return adjust("refund", transaction, what);
    }

    private Client.Answer adjust(String action, String of, String what) {
        return shop.client.post("/adjustments", """
                {"action":"%s","transaction_id":"%s","reason":"a test",%s}""".formatted(action, of, what));
    }

    private String partial(String amount) {
        return partial(line, amount);
    }

    private static String partial(String item, String amount) {
        return "\"items\":[{\"item_id\":\"%s\",\"type\":\"partial\",\"amount\":\"%s\"}]".formatted(item, amount);
    }
}
