package dev.portico.billing.transaction;

import static dev.portico.billing.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.portico.billing.Samples;
import dev.portico.billing.provider.PaymentProvider.Outcome;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Fact;
import dev.portico.events.CardData;
import dev.portico.events.DurationData;
import dev.portico.events.MoneyData;
import dev.portico.events.TransactionData;
import dev.portico.events.TransactionData.MethodDetails;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransactionTest {

    static final Instant LATER = NOW.plusSeconds(60);
    static final Outcome CAPTURED = new Outcome.Captured();
    static final Outcome DECLINED = new Outcome.Declined("not_enough_balance");

    @Test
    void a_new_transaction_is_ready_and_its_whole_amount_is_open() {
        TransactionData told = told(aTransaction("1250", Samples.MONTHLY).created());

        assertThat(told.status()).isEqualTo("ready");
        assertThat(told.details().totals().balance()).isEqualTo("2500");
        assertThat(told.checkout().url()).isEqualTo("https://acme.test/pay/txn_1");
    }

    @Test
    void a_charge_is_written_down_before_anybody_is_told() {
        var begun = aTransaction().charging(attempt("one"), LATER);

        assertThat(begun.facts()).isEmpty();
        assertThat(begun.state().charging()).isTrue();
        assertThat(begun.state().pending()).contains(attempt("one"));
    }

    @Test
    void a_second_charge_is_refused_while_the_first_is_under_way() {
        var begun = charged("one");
        assertRefused(ErrorCode.CONFLICT, () -> begun.charging(attempt("two"), LATER));
    }

    @Test
    void a_captured_charge_completes_the_transaction() {
        var answered = charged("one").answered("one", CAPTURED, LATER);

        assertThat(answered.facts()).extracting(fact -> fact.type().name()).containsExactly("transaction.completed");
        TransactionData told = told(answered);
        assertThat(told.status()).isEqualTo("completed");
        assertThat(told.billedAt()).isEqualTo(LATER);
        assertThat(told.details().totals().balance()).isEqualTo("0");
        assertThat(told.payments().getFirst().status()).isEqualTo("captured");
        assertThat(told.payments().getFirst().capturedAt()).isEqualTo(LATER);
        assertThat(answered.state().charging()).isNull();
    }

    @Test
    void what_comes_of_it_has_an_id_that_follows_from_its_own() {
        TransactionData told = told(charged("one").answered("one", CAPTURED, LATER));

        assertThat(told.subscriptionId()).isEqualTo("sub_1");
        assertThat(told.invoiceId()).isEqualTo("inv_1");
    }

    @Test
    void what_is_paid_once_makes_no_subscription() {
        var once = aTransaction("500", null).charging(attempt("one"), NOW).state();
        assertThat(told(once.answered("one", CAPTURED, LATER)).subscriptionId()).isNull();
    }

    @Test
    void what_costs_nothing_is_done_at_once_and_needs_no_invoice() {
        TransactionData told = told(aTransaction("0", Samples.MONTHLY).completedForFree(LATER));

        assertThat(told.status()).isEqualTo("completed");
        assertThat(told.invoiceId()).isNull();
        assertThat(told.subscriptionId()).isEqualTo("sub_1");
    }

    @Test
    void an_answer_that_is_heard_twice_changes_nothing_the_second_time() {
        Transaction completed = charged("one").answered("one", CAPTURED, LATER).state();

        assertUnchanged(completed, completed.answered("one", CAPTURED, LATER.plusSeconds(1)));
        assertUnchanged(completed, completed.answered("one", DECLINED, LATER.plusSeconds(1)));
    }

    @Test
    void an_answer_to_what_was_never_asked_changes_nothing() {
        Transaction begun = charged("one");
        assertUnchanged(begun, begun.answered("two", CAPTURED, LATER));
    }

    @Test
    void a_declined_charge_is_told_and_leaves_the_transaction_ready() {
        var answered = charged("one").answered("one", DECLINED, LATER);

        assertThat(answered.facts())
                .extracting(fact -> fact.type().name())
                .containsExactly("transaction.payment_failed");
        TransactionData told = told(answered);
        assertThat(told.status()).isEqualTo("ready");
        assertThat(told.invoiceId()).isNull();
        assertThat(told.payments().getFirst().errorCode()).isEqualTo("not_enough_balance");
        assertThat(told.details().totals().balance()).isEqualTo("2500");
    }

    @Test
    void after_a_decline_it_may_be_tried_again_and_the_newest_attempt_is_shown_first() {
        Transaction declined = charged("one").answered("one", DECLINED, LATER).state();
        var paid = declined.charging(attempt("two"), LATER).state().answered("two", CAPTURED, LATER);

        assertThat(told(paid).payments())
                .extracting(TransactionData.Payment::paymentAttemptId, TransactionData.Payment::status)
                .containsExactly(tuple("two", "captured"), tuple("one", "error"));
    }

    @Test
    void a_completed_transaction_cannot_be_charged_again() {
        Transaction completed = charged("one").answered("one", CAPTURED, LATER).state();
        assertRefused(ErrorCode.TRANSACTION_IMMUTABLE, () -> completed.charging(attempt("two"), LATER));
    }

    @Test
    void the_invoice_number_is_shown_and_told_once() {
        Transaction completed = charged("one").answered("one", CAPTURED, LATER).state();
        var numbered = completed.invoiced("inv_1", "2026-0001", LATER);

        assertThat(told(numbered).invoiceNumber()).isEqualTo("2026-0001");
        assertThat(told(numbered).status()).isEqualTo("completed");
        assertUnchanged(numbered.state(), numbered.state().invoiced("inv_1", "2026-0001", LATER.plusSeconds(1)));
    }

    private static Transaction charged(String attempt) {
        return aTransaction().charging(attempt(attempt), NOW).state();
    }

    private static Transaction aTransaction() {
        return aTransaction("1250", Samples.MONTHLY);
    }

    /// Two of something.
    private static Transaction aTransaction(String unit, DurationData cycle) {
        var price = Samples.price("pri_1", "pro_1", new MoneyData(unit, "EUR"), cycle, "active");
        var line = Line.of("txnitm_1", price, Samples.product("pro_1"), 2);
        return new Amendment("txn_1", "mer_1", "EUR", List.of(line), NOW)
                .customer("ctm_1")
                .checkoutUrl("https://acme.test/pay/txn_1")
                .at(NOW);
    }

    private static Attempt attempt(String id) {
        var card = new MethodDetails("card", new CardData("visa", "4242", 12, 2029, null), null, null);
        return new Attempt(id, "paymtd_1", "ref_1", "2500", Attempt.CREATED, null, card, NOW, null);
    }

    private static TransactionData told(Change<Transaction> change) {
        Fact last = change.facts().getLast();
        return (TransactionData) last.data();
    }

    private static void assertUnchanged(Transaction before, Change<Transaction> change) {
        assertThat(change).isEqualTo(Change.to(before));
    }

    private static void assertRefused(ErrorCode code, Runnable attempted) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(attempted::run)
                .extracting(Refusal::code)
                .isEqualTo(code);
    }
}
