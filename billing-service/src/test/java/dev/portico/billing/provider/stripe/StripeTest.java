package dev.portico.billing.provider.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.stripe.Stripe;
import com.stripe.model.Dispute;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentMethod;
import com.stripe.model.Refund;
import com.stripe.model.StripeObject;
import com.stripe.net.Webhook;
import dev.portico.billing.BillingServiceApplication;
import dev.portico.billing.Samples;
import dev.portico.billing.provider.PaymentProvider;
import dev.portico.billing.provider.PaymentProvider.Charge;
import dev.portico.billing.provider.PaymentProvider.Outcome;
import dev.portico.billing.provider.PaymentProvider.SavedMethod;
import dev.portico.billing.provider.stripe.FakeStripe.Kind;
import dev.portico.billing.transaction.Shop;
import dev.portico.chassis.caller.Insider;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.money.Money;
import dev.portico.testing.RunningService;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StripeTest {

    static final String SECRET = "whsec_of_a_test";
    static final Outcome CAPTURED = new Outcome.Captured();
    static final Outcome PENDING = new Outcome.Pending();

    static FakeStripe stripe;
    static RunningService billing;
    static PaymentProvider provider;

    Shop shop;

    @BeforeAll
    static void start() {
        stripe = new FakeStripe();
        billing = RunningService.start(
                BillingServiceApplication.class,
                "billing",
                Map.of(
                        "portico.billing.provider",
                        "stripe",
                        "portico.billing.stripe.secret-key",
                        "sk_test_nothing",
                        "portico.billing.stripe.webhook-secret",
                        SECRET,
                        "portico.billing.stripe.api",
                        stripe.address(),
                        "portico.billing.stripe.answer-within",
                        "PT2S"));
        provider = billing.bean(PaymentProvider.class);
    }

    @AfterAll
    static void stop() {
        billing.close();
        stripe.close();
    }

    @BeforeEach
    void aShop() {
        shop = new Shop(billing);
        stripe.intents.clear();
        stripe.requests.clear();
    }

    @Test
    void a_card_is_saved_once_and_shown_in_paddles_words() {
        PaymentMethod card = stripe.card("good");
        SavedMethod saved = provider.save(shop.house, card.getId()).orElseThrow();
        assertThat(saved.type()).isEqualTo("card");
        assertThat(saved.card().type()).isEqualTo("american_express");
        assertThat(saved.card().last4()).isEqualTo("0005");
        assertThat(saved.card().expiryYear()).isEqualTo(2031);
        assertThat(card.getCustomer()).startsWith("cus_");
        assertThat(provider.save(shop.house, card.getId())).isEmpty();
        assertThat(provider.save(new Shop(billing).house, card.getId())).isEmpty();
    }

    @Test
    void a_setup_that_has_succeeded_is_saved_with_its_customer_and_any_other_is_not() {
        PaymentMethod card = stripe.card("good");
        String done = stripe.setup(card, "succeeded", "cus_own").getId();
        assertThat(provider.save(shop.house, done).orElseThrow().reference()).isEqualTo("cus_own/" + card.getId());
        assertThat(provider.save(shop.house, done)).isEmpty();
        String open = stripe.setup(stripe.card("good"), "requires_action", null).getId();
        assertThat(provider.save(shop.house, open)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pm_unknown00",
                "seti_unknown00",
                "tok_sandbox_visa",
                "pm_../../v1/customers",
                "pm_a?b=c00000",
                "pm_\u0000aaaaaaaa"
            })
    void what_is_no_token_of_stripes_saves_nothing(String token) {
        assertThat(provider.save(shop.house, token)).isEmpty();
    }

    @Test
    void a_card_that_can_not_be_kept_saves_nothing_and_a_silent_stripe_is_said_so() {
        assertThat(provider.save(shop.house, stripe.card("unattachable").getId()))
                .isEmpty();
        stripe.troubled("GET", "/v1/payment_methods/.*", Kind.FAILS);
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> provider.save(shop.house, stripe.card("good").getId()));
    }

    @Test
    void a_card_that_is_forgotten_is_detached_and_may_be_gone_already() {
        String reference = reference("good");
        provider.forget(shop.house, reference);
        provider.forget(shop.house, reference);
        assertThat(stripe.methods).doesNotContainKey(reference.substring(reference.indexOf('/') + 1));
        assertThat(charge(UUID.randomUUID().toString(), reference))
                .isEqualTo(new Outcome.Declined("redacted_payment_method"));
    }

    @Test
    void a_charge_is_made_with_nobody_present_and_asked_again_it_is_the_same() {
        String key = UUID.randomUUID().toString();
        String reference = reference("good");
        assertThat(charge(key, reference)).isEqualTo(CAPTURED);
        stripe.forgetIdempotencyKeys();
        assertThat(charge(key, reference)).isEqualTo(CAPTURED);
        assertThat(stripe.intents).hasSize(1);
        PaymentIntent made = stripe.intents.values().iterator().next();
        assertThat(made.getAmount()).isEqualTo(1234);
        assertThat(made.getCurrency()).isEqualTo("eur");
        assertThat(made.getMetadata()).isEqualTo(Map.of("portico_merchant", shop.merchantId, "portico_charge", key));
    }

    @ParameterizedTest
    @CsvSource({
        "poor, not_enough_balance",
        "stolen, blocked_card",
        "authentication, authentication_failed",
        "challenged, authentication_failed",
        "bad, declined"
    })
    void what_the_bank_says_is_told_in_paddles_words_and_stays_so(String card, String word) {
        String key = UUID.randomUUID().toString();
        String reference = reference(card);
        assertThat(charge(key, reference)).isEqualTo(new Outcome.Declined(word));
        assertThat(charge(key, reference)).isEqualTo(new Outcome.Declined(word));
        assertThat(stripe.intents.values()).noneMatch(intent -> "requires_action".equals(intent.getStatus()));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatever_goes_wrong_while_it_is_made_it_is_charged_once(Kind kind) {
        stripe.troubled("POST", "/v1/payment_intents", kind);
        assertChargedOnceAfterSilence();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatever_goes_wrong_while_it_is_confirmed_it_is_charged_once(Kind kind) {
        stripe.troubled("POST", "/v1/payment_intents/.*/confirm", kind);
        assertChargedOnceAfterSilence();
    }

    @Test
    void a_charge_that_stripe_works_on_is_pending_until_its_end_is_known() {
        String key = UUID.randomUUID().toString();
        String reference = reference("slow");
        assertThat(charge(key, reference)).isEqualTo(PENDING);
        assertThat(charge(key, reference)).isEqualTo(PENDING);
        stripe.intents.values().iterator().next().setStatus("succeeded");
        assertThat(charge(key, reference)).isEqualTo(CAPTURED);
        // Another account's, perhaps: nothing is known of the money.
        stripe.intents.clear();
        assertThat(charge(key, reference)).isEqualTo(PENDING);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatever_goes_wrong_a_refund_is_paid_once(Kind kind) {
        String key = UUID.randomUUID().toString();
        assertThat(charge(key, reference("good"))).isEqualTo(CAPTURED);
        stripe.refunds.clear();
        stripe.troubled("POST", "/v1/refunds", kind);
        assertThat(refund("adj_1", key, 600)).isEqualTo(PENDING);
        stripe.forgetIdempotencyKeys();
        assertThat(refund("adj_1", key, 600)).isEqualTo(CAPTURED);
        stripe.forgetIdempotencyKeys();
        assertThat(refund("adj_1", key, 600)).isEqualTo(CAPTURED);
        assertThat(stripe.refunds).hasSize(1);
        assertThat(refund("adj_2", key, 635)).isEqualTo(new Outcome.Declined("already_refunded"));
        assertThat(refund("adj_3", "of nothing", 1)).isEqualTo(new Outcome.Declined("invalid_payment_details"));
    }

    @Test
    void a_sale_whose_answer_was_lost_is_completed_by_stripes_own_word() throws Exception {
        String customer = shop.customer("ada");
        stripe.troubled("POST", "/v1/payment_intents/.*/confirm", Kind.LOST_REQUEST);
        String sold = shop.created(
                "/transactions", """
                {"customer_id":"%s","items":[{"price_id":"%s"}],"payment_method_id":"%s"}""".formatted(customer, shop.price("1000", null), card(customer, "slow")));
        assertThat(paymentStatus(sold)).isEqualTo("pending_no_action_required");
        PaymentIntent intent = stripe.intents.values().iterator().next();
        intent.setStatus("succeeded");
        assertThat(tell("evt_" + sold, "payment_intent.succeeded", intent)).isEqualTo(204);
        assertThat(tell("evt_" + sold, "payment_intent.succeeded", intent)).isEqualTo(204);
        await().untilAsserted(() -> assertThat(
                        shop.get("/transactions/" + sold).path("status").asString())
                .isEqualTo("completed"));
        assertThat(shop.get("/transactions/" + sold).path("payments")).hasSize(1);
    }

    @Test
    void a_dispute_becomes_a_chargeback_and_comes_back() throws Exception {
        String customer = shop.customer("ada");
        String sold = shop.created(
                "/transactions", """
                {"customer_id":"%s","items":[{"price_id":"%s"}],"payment_method_id":"%s"}""".formatted(customer, shop.price("1000", null), card(customer, "good")));
        PaymentIntent intent = stripe.intents.values().iterator().next();
        var dispute = new Dispute();
        dispute.setId("dp_" + sold);
        dispute.setObject("dispute");
        dispute.setPaymentIntent(intent.getId());
        dispute.setAmount(1000L);
        dispute.setCurrency("eur");
        dispute.setReason("fraudulent");
        dispute.setCreated(Samples.NOW.getEpochSecond());
        dispute.setStatus("warning_needs_response");
        tell("evt_1" + sold, "charge.dispute.created", dispute);
        awaitAdjustment(sold, "chargeback_warning", "approved");
        dispute.setStatus("needs_response");
        tell("evt_2" + sold, "charge.dispute.funds_withdrawn", dispute);
        awaitAdjustment(sold, "chargeback", "approved");
        dispute.setStatus("won");
        tell("evt_3" + sold, "charge.dispute.funds_reinstated", dispute);
        awaitAdjustment(sold, "chargeback_reverse", "approved");
        awaitAdjustment(sold, "chargeback", "reversed");
    }

    @Test
    void a_refund_that_failed_later_is_rejected_by_stripes_own_word() throws Exception {
        String customer = shop.customer("ada");
        String sold = shop.created(
                "/transactions", """
                {"customer_id":"%s","items":[{"price_id":"%s"}],"payment_method_id":"%s"}""".formatted(customer, shop.price("1000", null), card(customer, "good")));
        stripe.troubled("POST", "/v1/refunds", Kind.LOST_ANSWER);
        var asked = shop.client.post("/adjustments", """
                {"action":"refund","type":"full","transaction_id":"%s","reason":"a test"}""".formatted(sold));
        assertThat(asked.data().path("status").asString()).as(asked.text()).isEqualTo("pending_approval");
        String id = asked.data().path("id").asString();
        Refund refund = stripe.refunds.values().stream()
                .filter(known -> id.equals(known.getMetadata().get(StripeRefunds.KEY)))
                .findFirst()
                .orElseThrow();
        refund.setStatus("failed");
        tell("evt_" + id, "refund.failed", refund);
        awaitAdjustment(sold, "refund", "rejected");
    }

    @Test
    void what_is_not_stripes_or_concerns_nobody_here_changes_nothing() throws Exception {
        var foreign = new PaymentIntent();
        foreign.setId("pi_foreign");
        foreign.setObject("payment_intent");
        foreign.setStatus("succeeded");
        assertThat(tell("evt_foreign", "payment_intent.succeeded", foreign)).isEqualTo(204);
        assertThat(tell("evt_other", "customer.created", foreign)).isEqualTo(204);
        String payload = event("evt_forged", "payment_intent.succeeded", foreign);
        for (String signature : new String[] {"", "t=1,v1=00", "nonsense", "t=" + now() + ",v1=" + "0".repeat(64)})
            assertThat(send(payload, signature)).as(signature).isEqualTo(403);
        assertThat(send("{", sign("{"))).isEqualTo(403);
        assertThat(send("", sign(""))).isEqualTo(403);
        assertThat(send("[]", sign("[]"))).isEqualTo(403);
    }

    private void assertChargedOnceAfterSilence() {
        String key = UUID.randomUUID().toString();
        String reference = reference("good");
        assertThat(charge(key, reference)).isEqualTo(PENDING);
        // Later than Stripe remembers keys.
        stripe.forgetIdempotencyKeys();
        assertThat(charge(key, reference)).isEqualTo(CAPTURED);
        assertThat(charge(key, reference)).isEqualTo(CAPTURED);
        assertThat(stripe.captured()).isOne();
    }

    private String reference(String card) {
        return provider.save(shop.house, stripe.card(card).getId())
                .orElseThrow()
                .reference();
    }

    private Outcome charge(String key, String reference) {
        return provider.charge(shop.house, new Charge(key, reference, new Money(1234, "EUR")));
    }

    private Outcome refund(String key, String chargeKey, long amount) {
        return provider.refund(shop.house, new PaymentProvider.Refund(key, chargeKey, new Money(amount, "EUR")));
    }

    private String card(String customer, String name) {
        return shop.created(
                "/customers/" + customer + "/payment-methods",
                "{\"token\":\"" + stripe.card(name).getId() + "\"}");
    }

    private String paymentStatus(String transaction) {
        return shop.get("/transactions/" + transaction)
                .path("payments")
                .path(0)
                .path("status")
                .asString();
    }

    private void awaitAdjustment(String transaction, String action, String status) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(shop.ids("/adjustments?transaction_id=" + transaction + "&action="
                                + action + "&status=" + status))
                        .hasSize(1));
    }

    private int tell(String id, String type, StripeObject about) throws Exception {
        String payload = event(id, type, about);
        return send(payload, sign(payload));
    }

    private static String event(String id, String type, StripeObject about) {
        return """
                {"id":"%s","object":"event","api_version":"%s","type":"%s","data":{"object":%s}}""".formatted(id, Stripe.API_VERSION, type, about.toJson());
    }

    private static String sign(String payload) throws Exception {
        long at = now();
        return "t=" + at + ",v1=" + Webhook.Util.computeHmacSha256(SECRET, at + "." + payload);
    }

    private static long now() {
        return Clock.systemUTC().instant().getEpochSecond();
    }

    private int send(String payload, String signature) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(billing.address().resolve("/provider-webhooks"))
                .header("Portico-Token", billing.token(new Insider.Anonymous()))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(payload.getBytes(UTF_8)));
        if (!signature.isEmpty()) request.header("Stripe-Signature", signature);
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.discarding()).statusCode();
        }
    }
}
