package dev.portico.billing.transaction;

import static dev.portico.events.BillingEvents.TRANSACTION_BILLED;
import static dev.portico.events.BillingEvents.TRANSACTION_CANCELED;
import static dev.portico.events.BillingEvents.TRANSACTION_COMPLETED;
import static dev.portico.events.BillingEvents.TRANSACTION_CREATED;
import static dev.portico.events.BillingEvents.TRANSACTION_PAST_DUE;
import static dev.portico.events.BillingEvents.TRANSACTION_PAYMENT_FAILED;
import static dev.portico.events.BillingEvents.TRANSACTION_READY;
import static dev.portico.events.BillingEvents.TRANSACTION_REVISED;
import static dev.portico.events.BillingEvents.TRANSACTION_UPDATED;

import dev.portico.billing.provider.PaymentProvider.Outcome;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.money.Money;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Owned;
import dev.portico.events.BillingDetails;
import dev.portico.events.PeriodData;
import dev.portico.events.TransactionData;
import dev.portico.events.TransactionData.RevisedDetails;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a customer is to pay, and whether he has.
///
/// @param customerId absent while it is a draft
/// @param origin Paddle's word for why there is this transaction
/// @param collectionMode `automatic`, or `manual` if there is an invoice to pay
/// @param credit minor units paid from the customer's credit balance; absent if none were
/// @param charging true while an attempt awaits the provider's answer, else absent: what the sweep looks for after a
/// crash
/// @param adjusted what was given back, oldest first; absent if nothing was
/// @param adjusting true while the last of these is yet to be carried out, else absent
/// @param onPaymentFailure `prevent_change` if it is given up as soon as a charge fails
/// @param externalId what an imported one was called where it came from; absent if it was made here
record Transaction(
        String id,
        String merchantId,
        @Nullable String customerId,
        @Nullable String addressId,
        @Nullable String businessId,
        @Nullable String discountId,
        String status,
        String currency,
        String origin,
        String collectionMode,
        @Nullable BillingDetails billingDetails,
        @Nullable PeriodData billingPeriod,
        List<Line> lines,
        @Nullable Long credit,
        List<Attempt> attempts,
        @Nullable Boolean charging,
        @Nullable String subscriptionId,
        @Nullable String invoiceId,
        @Nullable String invoiceNumber,
        @Nullable String checkoutUrl,
        @Nullable Map<String, Object> customData,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant billedAt,
        @Nullable List<Revision> revisions,
        @Nullable List<Adjusted> adjusted,
        @Nullable Boolean adjusting,
        @Nullable String onPaymentFailure,
        @Nullable String externalId)
        implements Owned {

    static final String DRAFT = "draft";
    static final String READY = "ready";
    static final String BILLED = "billed";
    static final String PAST_DUE = "past_due";
    static final String COMPLETED = "completed";
    static final String CANCELED = "canceled";

    static final String AUTOMATIC = "automatic";
    static final String MANUAL = "manual";
    static final String FROM_API = "api";
    static final String RECURRING = "subscription_recurring";
    static final String METHOD_CHANGE = "subscription_payment_method_change";

    // What was stored before there were other origins and modes says neither.
    Transaction {
        origin = Objects.requireNonNullElse(origin, FROM_API);
        collectionMode = Objects.requireNonNullElse(collectionMode, AUTOMATIC);
        lines = List.copyOf(lines);
        attempts = List.copyOf(attempts);
    }

    Amendment amend() {
        return new Amendment(this);
    }

    Money total() {
        return lines.stream().map(Line::total).reduce(Money.zero(currency), Money::plus);
    }

    /// What is to be collected.
    Money due() {
        long credited = adjustments().stream()
                .filter(adjusted -> !adjusted.isRefund())
                .mapToLong(Adjusted::total)
                .sum();
        return charged().minus(new Money(credited, currency));
    }

    /// What was to be collected when it was made.
    Money charged() {
        return credit == null ? total() : total().minus(new Money(credit, currency));
    }

    List<Adjusted> adjustments() {
        return adjusted == null ? List.of() : adjusted;
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
        var created = Change.to(this).telling(TRANSACTION_CREATED, data());
        return status.equals(DRAFT) ? created : created.telling(TRANSACTION_READY, data());
    }

    boolean isReady() {
        return status.equals(READY);
    }

    /// @throws Refusal if nothing but notes can be changed any more
    void mustBeChangeable() {
        if (pending().isPresent()) throw Refusal.of(ErrorCode.TRANSACTION_IMMUTABLE_WHILE_PROCESSING_PAYMENT);
        boolean open = status.equals(DRAFT) || isReady();
        if (!open || !origin.equals(FROM_API) || externalId != null) throw Refusal.of(ErrorCode.TRANSACTION_IMMUTABLE);
    }

    /// @throws Refusal if there can be no invoice to pay
    void mustBeBillable() {
        if (!isReady()) throw Refusal.of(ErrorCode.TRANSACTION_STATUS_MUST_BE_READY);
        if (!collectionMode.equals(MANUAL))
            throw Refusal.field("status", "can only be billed if collection_mode is manual");
    }

    /// What a merchant made of it, if nobody else has changed it meanwhile.
    Change<Transaction> became(Transaction amended, Transaction seen) {
        if (!equals(seen)) throw Refusal.of(ErrorCode.CONCURRENT_MODIFICATION);
        var changed = Change.to(amended).telling(TRANSACTION_UPDATED, amended.data());
        return status.equals(DRAFT) && amended.isReady() ? changed.telling(TRANSACTION_READY, amended.data()) : changed;
    }

    Change<Transaction> noted(@Nullable Map<String, Object> notes, Instant now) {
        if (Objects.equals(notes, customData)) return Change.to(this);
        var noted = amend().customData(notes).at(now);
        return Change.to(noted).telling(TRANSACTION_UPDATED, noted.data());
    }

    /// From now on there is an invoice that the customer pays by himself.
    Change<Transaction> billed(Instant now) {
        if (status.equals(BILLED)) return Change.to(this);
        mustBeBillable();
        var billed = amend().status(BILLED)
                .invoice(Ids.derived("inv", id), null)
                .billedAt(now)
                .at(now);
        return Change.to(billed).telling(TRANSACTION_BILLED, billed.data());
    }

    Change<Transaction> canceled(Instant now) {
        if (status.equals(CANCELED)) return Change.to(this);
        mustBeChangeable();
        var canceled = amend().status(CANCELED).at(now);
        return Change.to(canceled).telling(TRANSACTION_CANCELED, canceled.data());
    }

    /// The bill is made out anew. Its amounts stay as they are.
    ///
    /// @param wanted what is to be put right; the rest stays as it was revised before
    /// @param most how often this may be done
    Change<Transaction> revised(RevisedDetails wanted, int most, Instant now) {
        List<Revision> before = revisions == null ? List.of() : revisions;
        boolean hasInvoice = invoiceId != null
                && externalId == null
                && List.of(BILLED, COMPLETED).contains(status);
        if (!hasInvoice) throw Refusal.of(ErrorCode.TRANSACTION_INVALID_STATUS_TO_REVISE);
        if (before.size() >= most) throw Refusal.of(ErrorCode.TRANSACTION_REVISED_LIMIT_REACHED);
        if (!adjustments().isEmpty()) throw Refusal.of(ErrorCode.TRANSACTION_ADJUSTED_UNABLE_TO_REVISE);
        if (Revision.namesPlace(wanted) && addressId == null)
            throw Refusal.field("address", "can't be revised where there was none");
        RevisedDetails known =
                before.isEmpty() ? Revision.NOTHING : before.getLast().details();
        RevisedDetails details = Revision.over(known, wanted);
        if (details.equals(known)) throw Refusal.of(ErrorCode.TRANSACTION_NOTHING_TO_REVISE);
        if (details.taxIdentifier() != null && details.businessName() == null && businessId == null)
            throw Refusal.of(ErrorCode.TRANSACTION_REVISE_MISSING_BUSINESS_NAME);
        var more = new ArrayList<>(before);
        more.add(new Revision(details, now));
        var revised = amend().revisions(List.copyOf(more)).at(now);
        return Change.to(revised).telling(TRANSACTION_REVISED, revised.data());
    }

    boolean awaitsPayment() {
        return List.of(READY, BILLED, PAST_DUE).contains(status);
    }

    /// @throws Refusal if there is nothing to pay, or somebody is about to
    void mustAwaitPayment() {
        if (status.equals(DRAFT)) throw Refusal.of(ErrorCode.TRANSACTION_NOT_READY_CANNOT_PROCESS_PAYMENT);
        if (!awaitsPayment()) throw Refusal.of(ErrorCode.TRANSACTION_IMMUTABLE);
        if (pending().isPresent()) throw Refusal.of(ErrorCode.CONFLICT, "A payment of this transaction is under way.");
    }

    /// Before the provider is asked, it is written down that he will be.
    Change<Transaction> charging(Attempt attempt, Instant now) {
        mustAwaitPayment();
        var more = new ArrayList<>(attempts);
        more.add(attempt);
        return Change.to(amend().attempts(more).charging(true).at(now));
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
            case Outcome.Pending() -> Change.to(this);
        };
    }

    /// Nothing to pay: done at once.
    Change<Transaction> completedForFree(Instant now) {
        return isCompleted() ? Change.to(this) : completed(attempts, now);
    }

    /// The invoice has its number.
    Change<Transaction> invoiced(String invoice, String number, Instant now) {
        if (number.equals(invoiceNumber)) return Change.to(this);
        var numbered = amend().invoice(invoice, number).at(now);
        return Change.to(numbered).telling(TRANSACTION_UPDATED, numbered.data());
    }

    private Change<Transaction> completed(List<Attempt> answered, Instant now) {
        boolean opens = subscriptionId == null && lines.stream().anyMatch(Line::recurs);
        var completed = amend().status(COMPLETED)
                .attempts(answered)
                .charging(null)
                .subscription(opens ? Ids.derived("sub", id) : subscriptionId)
                .invoice(total().isZero() ? null : Ids.derived("inv", id), invoiceNumber)
                .billedAt(billedAt == null ? now : billedAt)
                .at(now);
        return Change.to(completed).telling(TRANSACTION_COMPLETED, completed.data());
    }

    /// There is nothing to charge. Counts as a payment that failed.
    Change<Transaction> unpayable(Instant now) {
        return isReady() ? failed(attempts, now) : Change.to(this);
    }

    // What a subscription owes is past due from the first failure on, unless what it was for is not to happen then.
    private Change<Transaction> failed(List<Attempt> answered, Instant now) {
        boolean owed = isReady() && origin.startsWith("subscription_") && collectionMode.equals(AUTOMATIC);
        boolean givenUp = owed && "prevent_change".equals(onPaymentFailure);
        var failed = amend().status(givenUp ? CANCELED : owed ? PAST_DUE : status)
                .attempts(answered)
                .charging(null)
                .at(now);
        var told = Change.to(failed).telling(TRANSACTION_PAYMENT_FAILED, failed.data());
        if (givenUp) return told.telling(TRANSACTION_CANCELED, failed.data());
        return owed ? told.telling(TRANSACTION_PAST_DUE, failed.data()) : told;
    }

    /// Which saved method the money came from.
    Optional<String> paidWith() {
        return attempts.stream()
                .filter(Attempt::isCaptured)
                .map(Attempt::paymentMethodId)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .findFirst();
    }

    /// There is room for what is to be given back: from now on it is taken. Heard twice, it changes nothing.
    Change<Transaction> adjusting(Wish wish, Instant now) {
        if (adjustments().stream().anyMatch(known -> known.id().equals(wish.id()))) return Change.to(this);
        mustBeAdjustable(wish.action());
        var more = new ArrayList<>(adjustments());
        more.add(new Adjusted(
                wish.id(),
                wish.action(),
                wish.items() == null ? Remaining.FULL : Remaining.PARTIAL,
                wish.reason(),
                new Remaining(lines, more).take(wish),
                now));
        return Change.to(amend().adjusted(more).adjusting(true).at(now));
    }

    private void mustBeAdjustable(String action) {
        if (externalId != null) throw Refusal.of(ErrorCode.ADJUSTMENT_CANNOT_ADJUST_IMPORTED_TRANSACTION);
        if (adjusting != null) throw Refusal.of(ErrorCode.ADJUSTMENT_PENDING_REFUND_REQUEST);
        if (pending().isPresent()) throw Refusal.of(ErrorCode.TRANSACTION_IMMUTABLE_WHILE_PROCESSING_PAYMENT);
        if (action.equals(Adjusted.REFUND)) {
            if (!isCompleted()) throw Refusal.of(ErrorCode.ADJUSTMENT_TRANSACTION_INVALID_STATUS_FOR_REFUND);
            return;
        }
        if (!collectionMode.equals(MANUAL)) throw Refusal.of(ErrorCode.ADJUSTMENT_INVALID_CREDIT_ACTION);
        if (!List.of(BILLED, PAST_DUE).contains(status))
            throw Refusal.of(ErrorCode.ADJUSTMENT_TRANSACTION_INVALID_STATUS_FOR_CREDIT);
    }

    /// What was to be given back was, or could not be.
    Change<Transaction> adjusted(String adjustmentId, boolean rejected, Instant now) {
        if (adjusting == null || !adjustments().getLast().id().equals(adjustmentId)) return Change.to(this);
        List<Adjusted> kept = rejected ? adjustments().subList(0, adjustments().size() - 1) : adjustments();
        var settled = amend().adjusted(kept.isEmpty() ? null : List.copyOf(kept))
                .adjusting(null)
                .at(now);
        return Change.to(settled).telling(TRANSACTION_UPDATED, settled.data());
    }

    /// The adjustment that is yet to be carried out.
    Optional<Reserved> reserved() {
        return adjusting == null
                ? Optional.empty()
                : Optional.of(reservation(adjustments().getLast()));
    }

    private Reserved reservation(Adjusted last) {
        long before = adjustments().stream()
                .filter(other -> other.isRefund() && !other.equals(last))
                .mapToLong(Adjusted::total)
                .sum();
        Optional<Attempt> paid = attempts.stream().filter(Attempt::isCaptured).findFirst();
        long captured = paid.map(attempt -> Long.parseLong(attempt.amount())).orElse(0L);
        long refundable = last.isRefund() ? Math.min(last.total(), Math.max(0, captured - before)) : 0;
        return new Reserved(merchantId, data(), last, paid.map(Attempt::id).orElse(null), refundable);
    }

    TransactionData data() {
        return Statement.of(this);
    }
}
