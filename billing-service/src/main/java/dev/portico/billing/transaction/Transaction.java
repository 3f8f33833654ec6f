package dev.portico.billing.transaction;

import static dev.portico.events.BillingEvents.TRANSACTION_COMPLETED;
import static dev.portico.events.BillingEvents.TRANSACTION_CREATED;
import static dev.portico.events.BillingEvents.TRANSACTION_PAYMENT_FAILED;
import static dev.portico.events.BillingEvents.TRANSACTION_READY;
import static dev.portico.events.BillingEvents.TRANSACTION_UPDATED;

import dev.portico.billing.provider.PaymentProvider.Outcome;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.money.Money;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Owned;
import dev.portico.events.TransactionData;
import dev.portico.events.TransactionData.Checkout;
import dev.portico.events.TransactionData.Details;
import dev.portico.events.TransactionData.TaxRateUsed;
import dev.portico.events.TransactionData.Totals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a customer is to pay, and whether he has.
///
/// @param charging true while an attempt awaits the provider's answer, else absent: what the sweep looks for after a
/// crash
record Transaction(
        String id,
        String merchantId,
        String customerId,
        @Nullable String addressId,
        String status,
        String currency,
        List<Line> lines,
        List<Attempt> attempts,
        @Nullable Boolean charging,
        @Nullable String subscriptionId,
        @Nullable String invoiceId,
        @Nullable String invoiceNumber,
        String checkoutUrl,
        @Nullable Map<String, Object> customData,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant billedAt)
        implements Owned {

    static final String READY = "ready";
    static final String COMPLETED = "completed";

    Money total() {
        return lines.stream().map(Line::total).reduce(Money.zero(currency), Money::plus);
    }

    Optional<Attempt> pending() {
        return attempts.stream().filter(Attempt::isPending).findFirst();
    }

    /// The last attempt that was answered.
    Optional<Attempt> last() {
        return attempts.stream().filter(attempt -> !attempt.isPending()).reduce((_, later) -> later);
    }

    boolean isCompleted() {
        return status.equals(COMPLETED);
    }

    Change<Transaction> created() {
        return Change.to(this).telling(TRANSACTION_CREATED, data()).telling(TRANSACTION_READY, data());
    }

    /// Before the provider is asked, it is written down that he will be.
    Change<Transaction> charging(Attempt attempt, Instant now) {
        if (!status.equals(READY)) throw Refusal.of(ErrorCode.TRANSACTION_IMMUTABLE);
        if (pending().isPresent()) throw Refusal.of(ErrorCode.CONFLICT, "A payment of this transaction is under way.");
        var more = new ArrayList<>(attempts);
        more.add(attempt);
        return Change.to(with(READY, more, true, subscriptionId, invoiceId, invoiceNumber, now, billedAt));
    }

    /// What the provider answered. Heard twice, it changes nothing.
    Change<Transaction> answered(String attemptId, Outcome outcome, Instant now) {
        boolean awaited = attempts.stream().anyMatch(attempt -> attempt.id().equals(attemptId) && attempt.isPending());
        if (!awaited) return Change.to(this);
        List<Attempt> answered = attempts.stream()
                .map(attempt -> attempt.id().equals(attemptId) ? attempt.answered(outcome, now) : attempt)
                .toList();
        return switch (outcome) {
            case Outcome.Captured() -> completed(answered, now);
            case Outcome.Declined _ -> failed(answered, now);
        };
    }

    /// Nothing to pay: done at once.
    Change<Transaction> completedForFree(Instant now) {
        return completed(attempts, now);
    }

    /// The invoice has its number.
    Change<Transaction> invoiced(String invoice, String number, Instant now) {
        if (number.equals(invoiceNumber)) return Change.to(this);
        var numbered = with(status, attempts, charging, subscriptionId, invoice, number, now, billedAt);
        return Change.to(numbered).telling(TRANSACTION_UPDATED, numbered.data());
    }

    private Change<Transaction> completed(List<Attempt> answered, Instant now) {
        boolean recurs = lines.stream().anyMatch(Line::recurs);
        String subscription = recurs ? Ids.derived("sub", id) : null;
        String invoice = total().isZero() ? null : Ids.derived("inv", id);
        var completed = with(COMPLETED, answered, null, subscription, invoice, null, now, now);
        return Change.to(completed).telling(TRANSACTION_COMPLETED, completed.data());
    }

    private Change<Transaction> failed(List<Attempt> answered, Instant now) {
        var failed = with(READY, answered, null, subscriptionId, invoiceId, invoiceNumber, now, billedAt);
        return Change.to(failed).telling(TRANSACTION_PAYMENT_FAILED, failed.data());
    }

    private Transaction with(
            String newStatus,
            List<Attempt> newAttempts,
            @Nullable Boolean nowCharging,
            @Nullable String subscription,
            @Nullable String invoice,
            @Nullable String number,
            Instant now,
            @Nullable Instant billed) {
        return new Transaction(
                id,
                merchantId,
                customerId,
                addressId,
                newStatus,
                currency,
                lines,
                List.copyOf(newAttempts),
                nowCharging,
                subscription,
                invoice,
                number,
                checkoutUrl,
                customData,
                createdAt,
                now,
                billed);
    }

    TransactionData data() {
        return new TransactionData(
                id,
                status,
                customerId,
                addressId,
                null,
                customData,
                currency,
                "api",
                subscriptionId,
                invoiceId,
                invoiceNumber,
                "automatic",
                null,
                null,
                null,
                lines.stream().map(Line::item).toList(),
                details(),
                attempts.reversed().stream().map(Attempt::payment).toList(),
                new Checkout(checkoutUrl),
                createdAt,
                updatedAt,
                billedAt,
                null);
    }

    private Details details() {
        Money total = total();
        String paid = isCompleted() ? "0" : total.amount();
        var totals = new Totals(total.amount(), "0", "0", total.amount(), "0", "0", paid, total.amount(), currency);
        return new Details(
                List.of(new TaxRateUsed(Line.NO_TAX, Line.totals(total))),
                totals,
                lines.stream().map(Line::lineItem).toList());
    }
}
