package dev.portico.subscription.subscription;

import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_COLLECTION_FAILED;
import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_COLLECTION_GIVEN_UP;
import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_COLLECTION_REQUESTED;
import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_PAST_DUE;

import dev.portico.chassis.id.Ids;
import dev.portico.chassis.money.Money;
import dev.portico.chassis.store.Change;
import dev.portico.events.BillingDetails;
import dev.portico.events.CollectionFailureData;
import dev.portico.events.CollectionRequestData;
import dev.portico.subscription.settings.PaymentRetries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a subscription owes, and what becomes of it if that is paid, or is not. Pure, like the subscription itself.
final class Debts {

    private static final Duration HIS_OWN_TIME = Duration.ofSeconds(30);

    private final Subscription of;

    Debts(Subscription of) {
        this.of = of;
    }

    /// What was asked for is paid. Heard twice, or of what it never asked for, it changes nothing.
    Change<Subscription> paid(String transactionId, Instant now) {
        if (owed(transactionId).isEmpty()) return Change.to(of);
        List<Owed> rest = without(transactionId);
        boolean healed =
                of.status() == SubscriptionStatus.PAST_DUE && rest.stream().noneMatch(Owed::isOverdue);
        var edit = of.edit().owed(rest);
        return healed
                ? Subscription.updated(edit.status(SubscriptionStatus.ACTIVE).at(now))
                : Change.to(edit.at(of.updatedAt()));
    }

    /// A try to collect came to nothing. What nobody is waiting for any more, or did not ask for, changes nothing.
    ///
    /// @param left minor units that are still to be paid
    Change<Subscription> unpaid(String transactionId, Money left, PaymentRetries retries, Instant now) {
        Optional<Owed> asked = owed(transactionId).filter(Owed::asking);
        if (asked.isEmpty() || of.isCanceled()) return Change.to(of);
        Owed failed = asked.get().failed(retries, now);
        var late =
                of.edit().status(SubscriptionStatus.PAST_DUE).owed(with(failed)).at(now);
        var told = of.status() == SubscriptionStatus.PAST_DUE
                ? Change.to(late)
                : Change.to(late).telling(SUBSCRIPTION_PAST_DUE, late.data());
        var missed = told.telling(SUBSCRIPTION_COLLECTION_FAILED, new Debts(late).failure(failed, left, retries, now));
        return failed.tryAgainAt() != null ? missed : new Debts(late).afterLastTry(missed, retries, now);
    }

    /// The term of an invoice has passed.
    Change<Subscription> overdue(String transactionId, Instant now) {
        Optional<Owed> asked = owed(transactionId).filter(Owed::asking);
        if (asked.isEmpty() || of.isCanceled()) return Change.to(of);
        var late = of.edit()
                .status(SubscriptionStatus.PAST_DUE)
                .owed(with(asked.get().overdueForGood(now)))
                .at(now);
        return Change.to(late).telling(SUBSCRIPTION_PAST_DUE, late.data());
    }

    /// What was asked for won't be paid: then what it was for is not to be.
    Change<Subscription> notToBePaid(String transactionId, Instant now) {
        Optional<Owed> asked = owed(transactionId);
        if (asked.isEmpty()) return Change.to(of);
        List<Owed> rest = without(transactionId);
        boolean healed =
                of.status() == SubscriptionStatus.PAST_DUE && rest.stream().noneMatch(Owed::isOverdue);
        var edit = of.edit().owed(rest).status(healed ? SubscriptionStatus.ACTIVE : of.status());
        List<Item> otherwise = asked.get().otherwise();
        if (otherwise == null && !healed) return Change.to(edit.at(of.updatedAt()));
        return Subscription.updated((otherwise == null ? edit : edit.items(otherwise)).at(now));
    }

    /// There is a new way to pay: what is late is asked for with it, as soon as whoever added it has had the time to
    /// pay by
    /// himself. On a test clock no time passes, so there it is asked for at once.
    Change<Subscription> tryNow(String requestId, Instant now) {
        if (of.status() != SubscriptionStatus.PAST_DUE || !of.collectionMode().equals(Subscription.AUTOMATIC))
            return Change.to(of);
        return of.owed().stream()
                .filter(one -> one.isOverdue() && !one.asking())
                .findFirst()
                .map(one -> of.testClockId() == null ? soon(one, now) : askedAgain(one, requestId, now))
                .orElseGet(() -> Change.to(of));
    }

    private Change<Subscription> soon(Owed one, Instant now) {
        Subscription waiting =
                of.edit().owed(with(one.sooner(now.plus(HIS_OWN_TIME)))).at(of.updatedAt());
        return Change.to(waiting);
    }

    /// The same change, and money asked for.
    ///
    /// @param otherwise what is subscribed to if it is not paid; null if that makes no difference
    static Change<Subscription> charged(
            Change<Subscription> change, ChargeRequest request, @Nullable List<Item> otherwise) {
        if (request.isNothing()) return change;
        Subscription asking = change.state();
        if (!request.bill().extras().isEmpty()) {
            var debts = new Debts(asking);
            Owed owed = debts.owing(request.why().id(), otherwise);
            asking = asking.edit().owed(debts.with(owed)).at(asking.updatedAt());
        }
        return request.tellAfter(new Change<>(asking, change.facts()));
    }

    private Owed owing(String chargeId, @Nullable List<Item> otherwise) {
        BillingDetails details = of.billingDetails();
        if (of.collectionMode().equals(Subscription.AUTOMATIC) || details == null)
            return Owed.asked(chargeId, otherwise);
        var terms = details.paymentTerms();
        return Owed.invoiced(chargeId, new BillingCycle(terms.interval(), terms.frequency()).end(of.updatedAt(), 1));
    }

    /// Another try is asked for.
    Change<Subscription> askedAgain(Owed one, String requestId, Instant now) {
        Subscription asking = of.edit().owed(with(one.askedAgain())).at(of.updatedAt());
        return Change.to(asking).telling(SUBSCRIPTION_COLLECTION_REQUESTED, request(requestId, one, now));
    }

    // What becomes of a subscription that is not paid is what its merchant has decided.
    private Change<Subscription> afterLastTry(Change<Subscription> told, PaymentRetries retries, Instant now) {
        return switch (retries.afterLast()) {
            case KEEP -> told;
            case CANCEL -> told.then(of.canceled(now, now));
            case PAUSE -> told.then(givenUp(withoutWhatIsUnpaid(now).paused(now, null, true, now), now));
        };
    }

    // A period that nobody has paid for can't be gone on with later.
    private Subscription withoutWhatIsUnpaid(Instant now) {
        String paidBy = of.paidBy();
        boolean unpaid = paidBy != null && owed(paidBy).isPresent();
        return unpaid
                ? of.edit()
                        .period(new Period(of.currentPeriod().startsAt(), now))
                        .at(now)
                : of;
    }

    /// The same change, after which nobody is asked any more for what is late.
    Change<Subscription> givenUp(Change<Subscription> change, Instant now) {
        var given = change.state().edit().owed(List.of()).at(change.state().updatedAt());
        var told = new Change<>(given, change.facts());
        for (Owed one : of.owed())
            if (one.isOverdue() || one.asking())
                told = told.telling(
                        SUBSCRIPTION_COLLECTION_GIVEN_UP, request(Ids.derived("col", one.transactionId()), one, now));
        return told;
    }

    private CollectionRequestData request(String requestId, Owed one, Instant now) {
        return new CollectionRequestData(requestId, of.id(), of.customerId(), one.transactionId(), of.testTime(now));
    }

    private CollectionFailureData failure(Owed one, Money left, PaymentRetries retries, Instant now) {
        return new CollectionFailureData(
                of.id(),
                of.customerId(),
                one.transactionId(),
                left.amount(),
                left.currency(),
                of.items().stream()
                        .map(item -> item.product().name())
                        .distinct()
                        .toList(),
                one.failures(),
                now,
                one.tryAgainAt(),
                retries.afterLast().name().toLowerCase(Locale.ROOT));
    }

    private Optional<Owed> owed(String transactionId) {
        return of.owed().stream()
                .filter(one -> one.transactionId().equals(transactionId))
                .findFirst();
    }

    private List<Owed> without(String transactionId) {
        return of.owed().stream()
                .filter(one -> !one.transactionId().equals(transactionId))
                .toList();
    }

    private List<Owed> with(Owed one) {
        return Stream.concat(without(one.transactionId()).stream(), Stream.of(one))
                .toList();
    }
}
