package dev.portico.billing.transaction;

import com.mongodb.client.model.Filters;
import dev.portico.billing.paymentmethod.PaymentMethod;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Duplicate;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.Readings;
import dev.portico.chassis.store.Shown;
import dev.portico.chassis.store.Stores;
import dev.portico.chassis.time.LivedTime;
import dev.portico.events.Topic;
import dev.portico.events.TransactionData;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The transactions of a merchant's customers.
@Component
public final class Transactions {

    private static final int AT_ONCE = 50;

    private final Aggregates<Transaction> transactions;
    private final Readings<Transaction, TransactionData> shown;
    private final Clock clock;

    Transactions(Stores stores, Clock clock) {
        this.transactions = stores.aggregates("transactions", Transaction.class, Topic.BILLING)
                .index("_id")
                .index("subscriptionId")
                .index("invoiceNumber")
                .index("discountId", "status")
                .index("attempts._id")
                .index("createdAt")
                .index("updatedAt")
                .index("billedAt")
                .dueIndex("charging")
                .dueIndex("adjusting")
                .dueIndex("unbooked");
        this.shown = transactions.shownAs(TransactionData.class, 1, Transaction::data);
        this.clock = clock;
    }

    Transaction get(Caller caller, String id) {
        return transactions.get(caller, id);
    }

    Optional<Transaction> find(Caller caller, String id) {
        return transactions.find(caller, id);
    }

    Page<Transaction> page(Caller caller, Bson filter, PageRequest page) {
        return transactions.page(caller, filter, page);
    }

    /// Whose it is; nothing if there is no such transaction, or while it is nobody's yet.
    public Optional<String> customerOf(Caller caller, String id) {
        return find(caller, id).map(Transaction::customerId);
    }

    /// As it is shown.
    public TransactionData show(Caller caller, String id) {
        return get(caller, id).data();
    }

    /// As it is shown, if it is there.
    public Optional<TransactionData> shown(Caller caller, String id) {
        return find(caller, id).map(Transaction::data);
    }

    /// As they are shown, written down.
    public Page<Shown<TransactionData>> shown(Caller caller, Bson filter, PageRequest page) {
        return shown.page(caller, filter, page);
    }

    /// As they are shown.
    public Page<TransactionData> list(Caller caller, Bson filter, PageRequest page) {
        return transactions.page(caller, filter, page).map(Transaction::data);
    }

    /// How often a discount was used up to now. What repeats uses it once, at its beginning.
    long redemptions(Caller caller, String discountId) {
        Bson used = Filters.and(
                Filters.eq("discountId", discountId),
                Filters.in("status", Transaction.COMPLETED, Transaction.BILLED, Transaction.PAST_DUE),
                Filters.ne("origin", Transaction.RECURRING));
        return transactions.page(caller, used, new PageRequest(1, null, true)).estimatedTotal();
    }

    Transaction create(Caller caller, Transaction transaction) {
        return transactions.create(caller, transaction.created());
    }

    /// Stores it with its first charge begun, in one write: whoever dies after it leaves a charge that the sweep ends.
    Transaction createCharging(Caller caller, Transaction transaction, PaymentMethod method) {
        return transactions.create(caller, transaction.created().then(charging(transaction, method)));
    }

    /// Keeps a transaction of another house as it was told of there. Nobody is told: it happened long ago, so nothing
    /// is
    /// to follow from it. Handed in again, it changes nothing.
    ///
    /// @param transaction its customer must be here already
    /// @param externalId what it was called there
    /// @return whether it is new here
    /// @throws Refusal `invalid_field` for what makes no sense as a transaction, `conflict` if the id is taken
    public boolean imported(Caller caller, TransactionData transaction, @Nullable String externalId) {
        try {
            transactions.create(caller, Change.to(Imported.of(caller.merchantId(), transaction, externalId)));
            return true;
        } catch (Duplicate e) {
            var _ = transactions.find(caller, transaction.id()).orElseThrow(() -> Refusal.of(ErrorCode.CONFLICT));
            return false;
        }
    }

    Transaction change(Caller caller, String id, Function<Transaction, Change<Transaction>> change) {
        return transactions.change(caller, id, change);
    }

    /// Writes down that this method will be charged. The winner of any race is the one whose write comes first.
    Transaction begin(Caller caller, String id, PaymentMethod method) {
        return transactions.change(caller, id, transaction -> charging(transaction, method));
    }

    private Change<Transaction> charging(Transaction transaction, PaymentMethod method) {
        var now = clock.instant();
        var attempt = new Attempt(
                UUID.randomUUID().toString(),
                method.id(),
                method.reference(),
                transaction.due().amount(),
                Attempt.CREATED,
                null,
                method.details(),
                now,
                null);
        return transaction.charging(attempt, now);
    }

    /// Takes from a transaction what is to be given back, if there is enough left. The winner of any race is the one
    /// whose write comes first.
    ///
    /// @return nothing if this wish was fulfilled before
    /// @throws Refusal `invalid_field` for an unknown transaction, an `adjustment_…` code if it can't be
    public Optional<Reserved> reserve(Caller caller, String id, Wish wish) {
        if (find(caller, id).isEmpty()) throw Refusal.field("transaction_id", "is not a transaction of this merchant");
        return transactions
                .change(caller, id, transaction -> transaction.adjusting(wish, clock.instant()))
                .reserved()
                .filter(reserved -> reserved.adjusted().id().equals(wish.id()));
    }

    /// An adjustment was carried out, or could not be: then what it took is free again.
    public void adjusted(Caller caller, String id, String adjustmentId, boolean rejected) {
        transactions.change(caller, id, transaction -> transaction.adjusted(adjustmentId, rejected, clock.instant()));
    }

    /// A bank takes money back that an attempt had brought, announces it, or returns it. Told twice, it happens once.
    ///
    /// @param chargeKey the attempt's
    /// @return the adjustment; nothing if there was no such charge
    public Optional<Reserved> disputed(Caller.Service house, String chargeKey, Dispute dispute) {
        return ofAttempt(house, chargeKey)
                .map(known -> transactions.change(
                        house, known.id(), transaction -> transaction.disputed(dispute, clock.instant())))
                .flatMap(disputed -> disputed.adjustment(dispute.adjustmentId()));
    }

    /// What was begun of an adjustment is not settled yet.
    public void stillAdjusting(Caller caller, String id, String adjustmentId) {
        transactions.change(caller, id, transaction -> transaction.stillAdjusting(adjustmentId, clock.instant()));
    }

    /// What is yet to be carried out of an adjustment.
    public Optional<Reserved> reserved(Caller caller, String id, String adjustmentId) {
        return find(caller, id)
                .flatMap(Transaction::reserved)
                .filter(reserved -> reserved.adjusted().id().equals(adjustmentId));
    }

    /// Adjustments that were begun, but whose end never arrived here, and for which it is time to ask again.
    public List<Reserved> unadjusted(Bson wanted) {
        return transactions.due(Filters.and(Filters.eq("adjusting", true), toAskAgain(), wanted), AT_ONCE).stream()
                .flatMap(transaction -> transaction.reserved().stream())
                .toList();
    }

    /// Those of which something belongs in the ledger and is not there yet.
    List<Transaction> unbooked(Bson wanted) {
        return transactions.due(Filters.and(Filters.gt("unbooked", 0), wanted), AT_ONCE);
    }

    /// All that had happened when it was read is in the ledger.
    void booked(Caller caller, Transaction seen) {
        transactions.unmark(caller, seen.id(), "unbooked", seen.unbooked());
    }

    /// Those whose attempt was begun, but whose answer never arrived here, and for which it is time to ask again.
    List<Transaction> unanswered(Bson wanted) {
        return transactions.due(Filters.and(Filters.eq("charging", true), toAskAgain(), wanted), AT_ONCE);
    }

    // What does not say when is asked for as soon as its answer must be lost.
    private Bson toAskAgain() {
        Instant now = LivedTime.WALL.instant();
        return Filters.or(
                Filters.lte("asking.againAt", now),
                Filters.and(Filters.exists("asking", false), Filters.lt("updatedAt", now.minus(Asking.FIRST))));
    }

    /// The one that an attempt belongs to.
    Optional<Transaction> ofAttempt(Caller caller, String attemptId) {
        return transactions.first(caller, Filters.eq("attempts._id", attemptId));
    }
}
