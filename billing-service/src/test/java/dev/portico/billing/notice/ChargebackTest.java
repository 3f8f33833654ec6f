package dev.portico.billing.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.billing.BillingServiceApplication;
import dev.portico.billing.Samples;
import dev.portico.billing.provider.Notice.Disputed;
import dev.portico.billing.provider.Notice.Step;
import dev.portico.billing.provider.SandboxNotices;
import dev.portico.billing.provider.SandboxNotices.Signed;
import dev.portico.billing.transaction.Shop;
import dev.portico.chassis.caller.Insider;
import dev.portico.chassis.money.Money;
import dev.portico.testing.Client;
import dev.portico.testing.RunningService;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ChargebackTest {

    static RunningService billing;

    Shop shop;
    String ada;
    String sold;

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
        sold = shop.paid(ada, shop.price("1000", null), 2);
    }

    @Test
    void what_a_bank_takes_back_is_lost_until_it_returns_it() {
        dispute("chargeback_warning");
        awaitAdjustments("chargeback_warning", "approved");
        awaitBalance("provider", 2000);
        dispute("chargeback");
        awaitAdjustments("chargeback", "approved");
        awaitBalance("provider", 0);
        awaitBalance("chargebacks", 2000);
        assertThat(totals("chargeback")).isEqualTo("2000");
        assertThat(refund().errorCode()).isEqualTo("adjustment_total_amount_above_remaining_allowed");

        dispute("chargeback_reverse");
        awaitAdjustments("chargeback_reverse", "approved");
        awaitAdjustments("chargeback", "reversed");
        awaitBalance("chargebacks", 0);
        awaitBalance("provider", 2000);
        assertThat(totals("chargeback")).isEqualTo("0");
        assertThat(refund().status()).isEqualTo(201);
        awaitBalance("provider", 0);
        awaitBalance("revenue", 0);
    }

    @Test
    void the_same_dispute_told_again_changes_nothing() {
        dispute("chargeback");
        awaitAdjustments("chargeback", "approved");
        dispute("chargeback");
        dispute("chargeback");
        awaitBalance("chargebacks", 2000);
        assertThat(shop.ids("/adjustments?transaction_id=" + sold)).hasSize(1);
        assertThat(shop.ids("/ledger-entries?transaction_id=" + sold + "&account=chargebacks"))
                .hasSize(1);
    }

    @Test
    void what_is_signed_is_written_down_once_and_what_is_not_is_refused() throws Exception {
        String key = shop.get("/transactions/" + sold)
                .path("payments")
                .path(0)
                .path("payment_attempt_id")
                .asString();
        var dispute = new Disputed(
                Shop.IDS.next("sbn"),
                shop.merchantId,
                key,
                Shop.IDS.next("sbd"),
                Step.WITHDRAWN,
                new Money(500, "EUR"),
                "product not received",
                Samples.NOW);
        Signed signed = billing.bean(SandboxNotices.class).sign(dispute);
        assertThat(tell(signed.payload(), signed.signature())).isEqualTo(204);
        assertThat(tell(signed.payload(), signed.signature())).isEqualTo(204);
        awaitBalance("chargebacks", 500);
        awaitAdjustments("chargeback", "approved");
        JsonNode adjustment = shop.get("/adjustments?transaction_id=" + sold).path(0);
        assertThat(adjustment.path("type").asString()).isEqualTo("partial");
        assertThat(adjustment.path("totals").path("total").asString()).isEqualTo("500");
        assertThat(adjustment.path("reason").asString()).isEqualTo("product not received");

        for (String signature : List.of(
                "",
                "t=1,v1=" + "0".repeat(64),
                signed.signature().replace("v1=", "v1=0"),
                signed.signature().substring(0, 20),
                "\u00e9",
                "t=999999999999," + signed.signature().replaceFirst("t=[0-9]+,", "")))
            assertThat(tell(signed.payload(), signature)).as(signature).isEqualTo(403);
        assertThat(tell(signed.payload().replace("500", "900"), signed.signature()))
                .isEqualTo(403);
        assertThat(tell("", signed.signature())).isEqualTo(403);
    }

    @Test
    void a_bank_takes_what_it_wants_whatever_was_given_back_before() {
        assertThat(shop.client.post("/adjustments", """
                        {"action":"refund","transaction_id":"%s","reason":"a test","items":[{"item_id":"%s","type":"partial","amount":"1500"}]}""".formatted(sold, line())).status())
                .isEqualTo(201);
        dispute("chargeback");
        awaitBalance("chargebacks", 2000);
        awaitBalance("provider", -1500);
        awaitBalance("receivable", 0);
        assertThat(refund().errorCode()).isEqualTo("adjustment_total_amount_above_remaining_allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"transaction_id\":null}",
                "{\"transaction_id\":\"txn_nonsense\"}",
                "{\"transaction_id\":[]}",
                "{\"transaction_id\":\"%s\",\"action\":\"refund\"}",
                "{\"transaction_id\":\"%s\",\"action\":\"chargeback_reverse\"}",
                "{\"transaction_id\":\"%s\",\"reason\":\"\\u0000\"}",
                "{\"transaction_id\":\"%s\",\"amount\":\"1\"}"
            })
    void nothing_that_is_sent_makes_the_service_fail(String body) {
        assertThat(shop.client
                        .post("/sandbox/chargebacks", body.replace("%s", sold))
                        .errorCode())
                .isEqualTo("invalid_field");
    }

    @Test
    void foreign_looks_like_unknown() {
        Client elsewhere = new Shop(billing).client;
        String body = "{\"transaction_id\":\"%s\"}";
        assertThat(elsewhere.post("/sandbox/chargebacks", body.formatted(sold)).withoutRequestId())
                .isEqualTo(elsewhere
                        .post("/sandbox/chargebacks", body.formatted(Shop.IDS.next("txn")))
                        .withoutRequestId());
    }

    private void dispute(String action) {
        var answer = shop.client.post(
                "/sandbox/chargebacks", "{\"transaction_id\":\"%s\",\"action\":\"%s\"}".formatted(sold, action));
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    }

    private Client.Answer refund() {
        return shop.client.post("/adjustments", """
                {"action":"refund","type":"full","transaction_id":"%s","reason":"a test"}""".formatted(sold));
    }

    private int tell(String payload, String signature) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(billing.address().resolve("/provider-webhooks"))
                .header("Content-Type", "application/json")
                .header("Portico-Token", billing.token(new Insider.Anonymous()))
                .POST(BodyPublishers.ofString(payload));
        if (!signature.isEmpty()) request.header("Portico-Signature", signature);
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.discarding()).statusCode();
        }
    }

    private String line() {
        return shop.get("/transactions/" + sold)
                .path("details")
                .path("line_items")
                .path(0)
                .path("id")
                .asString();
    }

    private void awaitAdjustments(String action, String status) {
        await().untilAsserted(() -> assertThat(
                        shop.ids("/adjustments?transaction_id=" + sold + "&action=" + action + "&status=" + status))
                .hasSize(1));
    }

    private void awaitBalance(String account, long expected) {
        await().untilAsserted(() -> assertThat(shop.get("/ledger-accounts")
                        .valueStream()
                        .filter(found -> found.path("account").asString().equals(account))
                        .map(found -> found.path("balance").asString()))
                .containsExactly(Long.toString(expected)));
    }

    private String totals(String action) {
        return shop.get("/transactions/" + sold + "?include=adjustments_totals")
                .path("adjustments_totals")
                .path("breakdown")
                .path(action)
                .asString();
    }
}
