package dev.portico.billing.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.billing.BillingServiceApplication;
import dev.portico.billing.provider.PaymentProvider.Charge;
import dev.portico.billing.provider.PaymentProvider.Outcome;
import dev.portico.billing.provider.PaymentProvider.Refund;
import dev.portico.billing.provider.PaymentProvider.SavedMethod;
import dev.portico.billing.transaction.Shop;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Repeatable;
import dev.portico.chassis.id.Sealer;
import dev.portico.chassis.money.Money;
import dev.portico.chassis.vault.Entered;
import dev.portico.chassis.vault.VaultTokens;
import dev.portico.events.CardData;
import dev.portico.events.PaypalData;
import dev.portico.events.SepaDebitData;
import dev.portico.events.Topic;
import dev.portico.testing.Events;
import dev.portico.testing.RunningService;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxTest {

    static final Outcome CAPTURED = new Outcome.Captured();
    static final Outcome PENDING = new Outcome.Pending();
    static final Sealer HOUSE = new Sealer(Base64.getEncoder().encodeToString(new byte[32]));
    static final VaultTokens VAULT = VaultTokens.singleUse(HOUSE, Clock.systemUTC());
    static final Entered CARD = new Entered.Card("visa", "4242", 8, 2029, "Ada Lovelace", "works");
    static RunningService billing;

    final Shop shop = new Shop(billing);
    final Caller house = shop.house;
    final PaymentProvider sandbox = billing.bean(PaymentProvider.class);

    @BeforeAll
    static void start() {
        billing = RunningService.start(BillingServiceApplication.class, "billing");
    }

    @AfterAll
    static void stop() {
        billing.close();
    }

    @Test
    void a_token_of_the_vault_becomes_a_method_that_shows_what_may_be_shown() {
        SavedMethod card = entered(CARD).orElseThrow();
        assertThat(card.type()).isEqualTo("card");
        assertThat(card.card()).isEqualTo(new CardData("visa", "4242", 8, 2029, "Ada Lovelace"));
        SavedMethod debit = entered(new Entered.Debit("DE", "3000", "slow")).orElseThrow();
        assertThat(debit.type()).isEqualTo("sepa_debit");
        assertThat(debit.sepaDebit()).isEqualTo(new SepaDebitData("DE", "3000"));
        SavedMethod wallet =
                entered(new Entered.Wallet("ada@wallet.example", "works")).orElseThrow();
        assertThat(wallet.type()).isEqualTo("paypal");
        assertThat(wallet.paypal()).extracting(PaypalData::email).isEqualTo("ada@wallet.example");
    }

    @Test
    void a_token_is_good_once_however_many_try_at_once_and_however_it_is_spelled() throws Exception {
        String token = VAULT.seal(shop.merchantId, CARD);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Optional<SavedMethod>> save = () -> sandbox.save(house, token);
            long won = 0;
            for (var saved : threads.invokeAll(Collections.nCopies(8, save)))
                if (saved.get().isPresent()) won++;
            assertThat(won).isEqualTo(1);
        }
        String id = VAULT.open(shop.merchantId, token).orElseThrow().id();
        for (char last : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=".toCharArray()) {
            String spelled = token.substring(0, token.length() - 1) + last;
            assertThat(sandbox.save(house, spelled)).as(spelled).isEmpty();
        }
        assertThat(sandbox.save(house, token + "=")).isEmpty();
        assertThat(VAULT.open(shop.merchantId, token).orElseThrow().id()).isEqualTo(id);
    }

    @Test
    void a_customer_saves_what_she_has_entered_herself_once() {
        String customer = shop.customer("ada");
        var ada = billing.as(new Caller.Customer(shop.merchantId, customer, "s"));
        String token = "{\"token\":\"" + VAULT.seal(shop.merchantId, CARD) + "\"}";
        String path = "/customers/" + customer + "/payment-methods";
        assertThat(ada.post(path, token).status()).isEqualTo(201);
        assertThat(ada.post(path, token).errorCode()).isEqualTo("invalid_field");
    }

    @Test
    void a_request_that_is_tried_again_after_a_crash_has_not_spent_its_token() {
        String token = VAULT.seal(shop.merchantId, CARD);
        String seed = UUID.randomUUID().toString();
        for (int time = 0; time < 2; time++)
            try (var _ = Repeatable.open(
                    seed, Clock.systemUTC().instant().truncatedTo(java.time.temporal.ChronoUnit.DAYS))) {
                assertThat(sandbox.save(house, token)).isPresent();
            }
        assertThat(sandbox.save(house, token)).isEmpty();
    }

    @Test
    void a_token_that_is_late_changed_or_for_another_merchant_is_not_known() {
        var late = Clock.offset(
                Clock.systemUTC(), VaultTokens.LIFETIME.plusSeconds(1).negated());
        String expired = VaultTokens.singleUse(HOUSE, late).seal(shop.merchantId, CARD);
        String others = VAULT.seal(new Shop(billing).merchantId, CARD);
        String good = VAULT.seal(shop.merchantId, CARD);
        String changed = good.substring(0, 40) + (good.charAt(40) == 'A' ? 'B' : 'A') + good.substring(41);
        String waiting = VaultTokens.challenges(HOUSE, Clock.systemUTC()).seal(shop.merchantId, CARD);
        String customer = shop.customer("eve");
        for (String token : new String[] {expired, others, changed, waiting, "tok_vault_", "4242424242424242"}) {
            assertThat(sandbox.save(house, token)).as(token).isEmpty();
            var answer =
                    shop.client.post("/customers/" + customer + "/payment-methods", "{\"token\":\"" + token + "\"}");
            assertThat(answer.errorCode()).isEqualTo("invalid_field");
        }
        assertThat(sandbox.save(house, good)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "visa, ",
        "mastercard, ",
        "amex, ",
        "three_d_secure, ",
        "paypal, ",
        "declined, declined",
        "insufficient_funds, not_enough_balance",
        "expired, expired_card",
    })
    void what_is_paid_with_does_what_its_name_says_every_time(String token, String errorCode) {
        Outcome expected = errorCode == null ? CAPTURED : new Outcome.Declined(errorCode);
        String reference = saved(token);
        for (int i = 0; i < 2; i++) assertThat(charge(key(), reference)).isEqualTo(expected);
    }

    @Test
    void what_fails_later_pays_the_first_time_and_never_again() throws Exception {
        String reference = saved("fails_later");
        String other = saved("fails_later");
        String first = key();
        assertThat(charge(first, reference)).isEqualTo(CAPTURED);
        for (int i = 0; i < 2; i++) assertThat(charge(key(), reference)).isEqualTo(new Outcome.Declined("declined"));
        assertThat(charge(first, reference)).isEqualTo(CAPTURED);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Outcome> charge = () -> charge(key(), other);
            long paid = 0;
            for (var outcome : threads.invokeAll(Collections.nCopies(8, charge)))
                if (outcome.get().equals(CAPTURED)) paid++;
            assertThat(paid).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"slow, 1", "sepa_debit, 1", "unreachable, 3"})
    void what_does_not_answer_is_asked_again_with_the_same_key_until_it_does(String token, int times) {
        String reference = saved(token);
        for (int charges = 0; charges < 2; charges++) {
            String key = key();
            for (int i = 0; i < times; i++) assertThat(charge(key, reference)).isEqualTo(PENDING);
            for (int i = 0; i < 2; i++) assertThat(charge(key, reference)).isEqualTo(CAPTURED);
        }
    }

    @Test
    void a_bank_account_that_is_refused_is_refused() {
        String reference = entered(new Entered.Debit("DE", "3001", "declined"))
                .orElseThrow()
                .reference();
        assertThat(charge(key(), reference)).isEqualTo(new Outcome.Declined("declined"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tok_sandbox_visa",
                "tok_sandbox_declined",
                "tok_sandbox_nobody",
                "",
                "sandbox:works",
                "sandbox:gold:1"
            })
    void references_from_before_are_understood_and_others_are_nothing(String reference) {
        Outcome expected = switch (reference) {
            case "tok_sandbox_visa" -> CAPTURED;
            case "tok_sandbox_declined" -> new Outcome.Declined("declined");
            default -> new Outcome.Declined("redacted_payment_method");
        };
        assertThat(charge(key(), reference)).isEqualTo(expected);
    }

    @Test
    void only_what_was_captured_is_paid_back() {
        String key = key();
        String slow = saved("slow");
        assertThat(charge(key, slow)).isEqualTo(PENDING);
        assertThat(refund(key)).isInstanceOf(Outcome.Declined.class);
        assertThat(charge(key, slow)).isEqualTo(CAPTURED);
        assertThat(refund(key)).isEqualTo(CAPTURED);
    }

    @ParameterizedTest
    @EnumSource(SandboxToken.class)
    void every_fixed_token_is_saved_over_the_api_as_often_as_one_likes(SandboxToken token) {
        String customer = shop.customer("ada");
        for (int i = 0; i < 2; i++)
            shop.created("/customers/" + customer + "/payment-methods", "{\"token\":\"" + token.token() + "\"}");
        var shown = shop.get("/customers/" + customer + "/payment-methods").get(0);
        assertThat(shown.path(shown.path("type").asString()).isObject()).isTrue();
        assertThat(shown.has("reference")).isFalse();
        assertThat(shown.toString()).doesNotContain("sandbox:", "tok_");
    }

    @Test
    void a_debit_that_is_not_answered_at_once_is_paid_in_the_end_and_told_with_its_method() {
        String customer = shop.customer("ada");
        String method = shop.card(customer, "sepa_debit");
        String id = shop.created("/transactions", """
                {"customer_id":"%s","items":[{"price_id":"%s"}],"payment_method_id":"%s"}""".formatted(customer, shop.price("1000", null), method));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> shop.get("/transactions/" + id)
                        .path("status")
                        .asString()
                        .equals("completed"));
        var paid = shop.get("/transactions/" + id).path("payments").path(0);
        assertThat(paid.path("method_details").path("type").asString()).isEqualTo("sepa_debit");
        assertThat(paid.path("method_details").path("sepa_debit").path("last4").asString())
                .isEqualTo("3000");
        Awaitility.await().untilAsserted(() -> assertThat(shop.told(id)).containsOnlyOnce("transaction.completed"));
        assertThat(Events.heard(Topic.BILLING, shop.merchantId))
                .extracting(Events.Heard::type)
                .contains("payment_method.saved");
    }

    private Optional<SavedMethod> entered(Entered entered) {
        return sandbox.save(house, VAULT.seal(shop.merchantId, entered));
    }

    private String saved(String name) {
        return sandbox.save(house, "tok_sandbox_" + name).orElseThrow().reference();
    }

    private Outcome charge(String key, String reference) {
        return sandbox.charge(house, new Charge(key, reference, new Money(1000, "EUR")));
    }

    private Outcome refund(String key) {
        return sandbox.refund(house, new Refund(key(), key, new Money(1000, "EUR")));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
