package dev.portico.subscription.subscription;

import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_ACTIVATED;
import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_CANCELED;
import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_CREATED;
import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_PAUSED;
import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_REFUND_REQUESTED;
import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_RESUMED;
import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_TRIALING;
import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_UPDATED;

import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.money.Money;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Owned;
import dev.portico.events.BillingDetails;
import dev.portico.events.DiscountData;
import dev.portico.events.ImportMeta;
import dev.portico.events.RefundRequestData;
import dev.portico.events.SubscriptionData;
import dev.portico.subscription.settings.Reminders;
import dev.portico.subscription.settings.SubscriptionSettings.RefundOnCancel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An agreement to pay again and again, until somebody ends it.
///
/// @param currentPeriod what is paid for, or tried; of no meaning once it is paused or canceled
/// @param nextBill what is added to the next bill
/// @param anchor what began on this day goes on on this day of each month, as far as a month has it
/// @param scheduledAction the scheduled change's word, for lists
/// @param owed what was asked for and is not paid yet, oldest first
/// @param paidBy the transaction that the current period is paid with; absent while nothing was to be paid
/// @param testClockId the test clock that its customer lives on; absent for everybody real
/// @param reminders when its customer is reminded of the next bill; absent for as usual
/// @param remindedOf the end of the period of which he was reminded last
/// @param due when something is to happen by itself; follows from the rest, and is stored for the worker to find
record Subscription(
        String id,
        String merchantId,
        String customerId,
        @Nullable String addressId,
        @Nullable String businessId,
        @Nullable String transactionId,
        SubscriptionStatus status,
        String currency,
        String collectionMode,
        @Nullable BillingDetails billingDetails,
        BillingCycle billingCycle,
        Period currentPeriod,
        Instant anchor,
        List<Item> items,
        Bill nextBill,
        @Nullable AppliedDiscount discount,
        @Nullable ScheduledChange scheduled,
        @Nullable String scheduledAction,
        List<Owed> owed,
        @Nullable String paidBy,
        @Nullable String testClockId,
        @Nullable Reminders reminders,
        @Nullable Instant remindedOf,
        @Nullable Due due,
        @Nullable Map<String, Object> customData,
        @Nullable ImportMeta importMeta,
        Instant startedAt,
        @Nullable Instant firstBilledAt,
        @Nullable Instant pausedAt,
        @Nullable Instant canceledAt,
        Instant createdAt,
        Instant updatedAt)
        implements Owned {

    static final String AUTOMATIC = "automatic";
    static final String MANUAL = "manual";

    Subscription {
        items = List.copyOf(items);
        owed = owed == null ? List.of() : List.copyOf(owed);
        boolean renews = renews(status, scheduled, owed) && importMeta == null;
        due = Due.of(
                testClockId,
                Stream.of(
                        scheduled == null ? null : scheduled.effectiveAt(),
                        Due.ofRetries(owed),
                        renews ? currentPeriod.endsAt() : null,
                        renews ? remindAt(reminders, remindedOf, status, billingCycle, currentPeriod) : null));
    }

    Change<Subscription> opened() {
        var created = Change.to(this).telling(SUBSCRIPTION_CREATED, data());
        return isTrialing()
                ? created.telling(SUBSCRIPTION_TRIALING, data())
                : created.telling(SUBSCRIPTION_ACTIVATED, data());
    }

    /// Ends now, or when what is paid for has run out.
    Change<Subscription> cancel(EffectiveFrom from, Instant now) {
        if (isCanceled()) throw Refusal.of(ErrorCode.SUBSCRIPTION_IS_CANCELED_ACTION_INVALID);
        // Nothing is paid for while it is paused.
        if (from == EffectiveFrom.IMMEDIATELY || isPaused()) return canceled(now, now);
        return schedule(new ScheduledChange.Cancel(currentPeriod.endsAt()), now);
    }

    /// Gives back of the period that is under way what its merchant gives back to whoever ends at once.
    ///
    /// @param canceled this subscription, ended
    Change<Subscription> givingBack(Change<Subscription> canceled, RefundOnCancel rule, String requestId, Instant now) {
        boolean isPaid = status == SubscriptionStatus.ACTIVE && !isAnswerAwaited();
        if (!isPaid || paidBy == null || !canceled.state().isCanceled()) return canceled;
        String share = switch (rule) {
            case NONE -> "0";
            case PRORATED -> currentPeriod.restAt(now).rate();
            case FULL -> "1";
        };
        if (share.equals("0")) return canceled;
        var request = new RefundRequestData(requestId, id, customerId, paidBy, share, testTime(now));
        return canceled.telling(SUBSCRIPTION_REFUND_REQUESTED, request);
    }

    /// Charges nothing more, from now or from when what is paid for has run out.
    Change<Subscription> pause(EffectiveFrom from, @Nullable Instant resumeAt, boolean newPeriod, Instant now) {
        if (isCanceled()) throw Refusal.of(ErrorCode.SUBSCRIPTION_IS_CANCELED_ACTION_INVALID);
        if (status != SubscriptionStatus.ACTIVE) throw Refusal.of(ErrorCode.SUBSCRIPTION_CANNOT_BE_PAUSED);
        refuseIfScheduled();
        return from == EffectiveFrom.IMMEDIATELY
                ? paused(now, resumeAt, newPeriod, now)
                : schedule(pauseAtEnd(resumeAt, newPeriod), now);
    }

    /// Goes on at once. A new period begins and is paid for, unless the old one is gone on with and has not run out.
    Change<Subscription> resume(boolean newPeriod, String chargeId, Instant now) {
        refuseUnlessPaused();
        return resumed(now, newPeriod, chargeId, now);
    }

    /// Says when it will go on: it is paused, or will be.
    Change<Subscription> resumeAt(Instant at, boolean newPeriod, Instant now) {
        if (scheduled instanceof ScheduledChange.Pause)
            return updated(edit().scheduled(pauseAtEnd(at, newPeriod)).at(now));
        refuseUnlessPaused();
        return updated(
                edit().scheduled(new ScheduledChange.Resume(at, newPeriod)).at(now));
    }

    /// Ends the trial: the first period begins, and is paid for.
    Change<Subscription> activate(String chargeId, Instant now) {
        if (isCanceled()) throw Refusal.of(ErrorCode.SUBSCRIPTION_IS_CANCELED_ACTION_INVALID);
        if (!isTrialing()) throw Refusal.of(ErrorCode.SUBSCRIPTION_MUST_BE_TRIALING);
        var period = new Period(now, billingCycle.end(now, 1));
        var active = edit().status(SubscriptionStatus.ACTIVE)
                .period(period)
                .anchor(now)
                .scheduled(scheduled == null ? null : new ScheduledChange.Cancel(period.endsAt()))
                .firstBilledAt(now)
                .at(now);
        return active.periodCharged(Change.to(active).telling(SUBSCRIPTION_ACTIVATED, active.data()), chargeId);
    }

    /// Takes back what was scheduled.
    Change<Subscription> keep(Instant now) {
        if (isCanceled()) throw Refusal.of(ErrorCode.SUBSCRIPTION_UPDATE_WHEN_CANCELED);
        if (scheduled == null) return Change.to(this);
        return updated(edit().scheduled(null).at(now));
    }

    /// Something extra, to be paid now or with the next bill.
    Change<Subscription> chargeOnce(List<Extra> extras, EffectiveFrom from, ChargeRequest.Why why, Instant now) {
        refuseUnlessBilled();
        var bill = new Bill(extras, Money.zero(currency));
        if (from == EffectiveFrom.NEXT_BILLING_PERIOD)
            return updated(edit().nextBill(nextBill.plus(bill)).at(now));
        return Debts.charged(updated(edit().at(now)), ChargeRequest.of(this, bill, why), null);
    }

    /// Does what is to happen by itself first, if its time has come: what was scheduled, another try to collect, a new
    /// period. Heard twice, it changes nothing.
    ///
    /// @param chargeId the id of whatever is asked of billing-service then
    ///
    /// @param rule when customers are reminded, as their merchant wants it now
    Change<Subscription> whenDue(String chargeId, Reminders rule, Instant now) {
        return rule.equals(reminders)
                ? whenDue(chargeId, now)
                : edit().reminders(rule).at(updatedAt).whenDue(chargeId, now);
    }

    Change<Subscription> whenDue(String chargeId, Instant now) {
        if (due == null || now.isBefore(due.at())) return Change.to(this);
        if (scheduled != null && !scheduled.effectiveAt().isAfter(due.at()))
            return switch (scheduled) {
                case ScheduledChange.Cancel(var at) -> canceled(at, now);
                case ScheduledChange.Pause(var at, var resumeAt, var anew) -> paused(at, resumeAt, anew, now);
                case ScheduledChange.Resume(var at, var anew) -> resumed(at, anew, chargeId, now);
            };
        return owed.stream()
                .filter(one -> due.at().equals(one.tryAgainAt()))
                .findFirst()
                .map(one -> debts().askedAgain(one, chargeId, now))
                .orElseGet(() -> now.isBefore(currentPeriod.endsAt()) ? reminded() : renewed(chargeId, now));
    }

    private Change<Subscription> reminded() {
        return Change.to(edit().remindedOf(currentPeriod.endsAt()).at(updatedAt))
                .telling(Reminding.event(this), Reminding.data(this));
    }

    private static @Nullable Instant remindAt(
            @Nullable Reminders rule,
            @Nullable Instant remindedOf,
            SubscriptionStatus status,
            BillingCycle cycle,
            Period period) {
        if (period.endsAt().equals(remindedOf)) return null;
        boolean trial = status == SubscriptionStatus.TRIALING;
        return Reminding.at(rule == null ? Reminders.USUAL : rule, trial, cycle, period);
    }

    boolean isCanceled() {
        return status == SubscriptionStatus.CANCELED;
    }

    boolean isPaused() {
        return status == SubscriptionStatus.PAUSED;
    }

    boolean isTrialing() {
        return status == SubscriptionStatus.TRIALING;
    }

    /// Whether a bill will follow by itself.
    boolean isBilled() {
        return !isCanceled() && !isPaused() && (scheduled == null || scheduled instanceof ScheduledChange.Resume);
    }

    Debts debts() {
        return new Debts(this);
    }

    SubscriptionEdit edit() {
        return new SubscriptionEdit(this);
    }

    /// The period after the one that is under way. Keeps the day on which the first began: what began on 31 January
    /// goes
    /// on from 28 February to 31 March.
    Period nextPeriod() {
        Instant end = currentPeriod.endsAt();
        return new Period(end, billingCycle.endAfter(anchor, end));
    }

    /// What the whole of a period costs.
    List<Extra> recurring() {
        return items.stream().map(Extra::whole).toList();
    }

    static Change<Subscription> updated(Subscription subscription) {
        return Change.to(subscription).telling(SUBSCRIPTION_UPDATED, subscription.data());
    }

    /// A new period begins where the last one ends, and is paid for; so is what was left for this bill.
    private Change<Subscription> renewed(String chargeId, Instant now) {
        Period next = nextPeriod();
        var renewed = edit().status(SubscriptionStatus.ACTIVE)
                .period(next)
                .firstBilledAt(firstBilledAt == null ? next.startsAt() : firstBilledAt)
                .at(now);
        var told = Change.to(renewed)
                .telling(isTrialing() ? SUBSCRIPTION_ACTIVATED : SUBSCRIPTION_UPDATED, renewed.data());
        return renewed.periodCharged(told, chargeId);
    }

    // What was left for the next bill is on it.
    private Change<Subscription> periodCharged(Change<Subscription> change, String chargeId) {
        var bill = new Bill(recurring(), Money.zero(currency)).plus(nextBill);
        var why = new ChargeRequest.Why(chargeId, ChargeRequest.RECURRING, currentPeriod, null);
        var paying = edit().nextBill(Bill.nothing(currency))
                .paidBy(Owed.transactionOf(chargeId))
                .at(updatedAt);
        return Debts.charged(new Change<>(paying, change.facts()), ChargeRequest.of(paying, bill, why), null);
    }

    /// What time it is for who lives on a test clock; null for everybody else.
    @Nullable
    Instant testTime(Instant now) {
        return testClockId == null ? null : now;
    }

    boolean isAnswerAwaited() {
        return owed.stream().anyMatch(Owed::asking);
    }

    // While an answer is awaited, or something is late, no new period begins.
    private static boolean renews(SubscriptionStatus status, @Nullable ScheduledChange scheduled, List<Owed> owed) {
        boolean runs = status == SubscriptionStatus.ACTIVE || status == SubscriptionStatus.TRIALING;
        return runs && scheduled == null && owed.stream().noneMatch(Owed::asking);
    }

    private Change<Subscription> schedule(ScheduledChange change, Instant now) {
        refuseIfScheduled();
        return updated(edit().scheduled(change).at(now));
    }

    Change<Subscription> canceled(Instant at, Instant now) {
        var canceled = edit().status(SubscriptionStatus.CANCELED)
                .scheduled(null)
                .canceledAt(at)
                .at(now);
        return debts().givenUp(Change.to(canceled).telling(SUBSCRIPTION_CANCELED, canceled.data()), now);
    }

    Change<Subscription> paused(Instant at, @Nullable Instant resumeAt, boolean newPeriod, Instant now) {
        var paused = edit().status(SubscriptionStatus.PAUSED)
                .pausedAt(at)
                .scheduled(resumeAt == null ? null : new ScheduledChange.Resume(resumeAt, newPeriod))
                .at(now);
        return Change.to(paused).telling(SUBSCRIPTION_PAUSED, paused.data());
    }

    private Change<Subscription> resumed(Instant from, boolean newPeriod, String chargeId, Instant now) {
        boolean ranOut = !from.isBefore(currentPeriod.endsAt());
        var edit = edit().status(SubscriptionStatus.ACTIVE).pausedAt(null).scheduled(null);
        if (!newPeriod && !ranOut) {
            var continued = edit.at(now);
            return Change.to(continued).telling(SUBSCRIPTION_RESUMED, continued.data());
        }
        var renewed = edit.period(new Period(from, billingCycle.end(from, 1)))
                .anchor(from)
                .at(now);
        return renewed.periodCharged(Change.to(renewed).telling(SUBSCRIPTION_RESUMED, renewed.data()), chargeId);
    }

    private ScheduledChange pauseAtEnd(@Nullable Instant resumeAt, boolean newPeriod) {
        Instant at = currentPeriod.endsAt();
        if (resumeAt != null && !resumeAt.isAfter(at)) throw Refusal.field("resume_at", "must be after it is paused");
        return new ScheduledChange.Pause(at, resumeAt, newPeriod);
    }

    /// @throws Refusal while it is open whether the last change is paid for
    void refuseIfChanging() {
        if (isChanging()) throw Refusal.of(ErrorCode.SUBSCRIPTION_LOCKED_PROCESSING);
    }

    /// Whether it is open if the last change is paid for.
    boolean isChanging() {
        return owed.stream().anyMatch(one -> one.asking() && one.otherwise() != null);
    }

    private void refuseIfScheduled() {
        if (scheduled != null) throw Refusal.of(ErrorCode.SUBSCRIPTION_LOCKED_PENDING_CHANGES);
    }

    private void refuseUnlessPaused() {
        if (isCanceled()) throw Refusal.of(ErrorCode.SUBSCRIPTION_IS_CANCELED_ACTION_INVALID);
        if (!isPaused()) throw Refusal.of(ErrorCode.SUBSCRIPTION_MUST_BE_PAUSED);
    }

    private void refuseUnlessBilled() {
        if (isCanceled()) throw Refusal.of(ErrorCode.SUBSCRIPTION_IS_CANCELED_ACTION_INVALID);
        if (status != SubscriptionStatus.ACTIVE) throw Refusal.of(ErrorCode.SUBSCRIPTION_MUST_BE_ACTIVE);
    }

    /// What comes off at that time; null if nothing does.
    @Nullable
    DiscountData discountAt(Instant at) {
        return discount != null && discount.comesOffAt(at) ? discount.discount() : null;
    }

    /// When the next bill will come by itself; null if none will.
    @Nullable
    Instant nextBilledAt() {
        return isBilled() ? currentPeriod.endsAt() : null;
    }

    SubscriptionData data() {
        Instant next = nextBilledAt();
        boolean running = !isCanceled() && !isPaused();
        String itemStatus = isTrialing() ? "trialing" : running ? "active" : "inactive";
        Instant billed = firstBilledAt == null ? null : currentPeriod.startsAt();
        return new SubscriptionData(
                id,
                status.wire(),
                customerId,
                addressId,
                businessId,
                currency,
                transactionId,
                createdAt,
                updatedAt,
                startedAt,
                firstBilledAt,
                next,
                pausedAt,
                canceledAt,
                discount == null ? null : discount.data(),
                collectionMode,
                billingDetails,
                running ? currentPeriod.data() : null,
                billingCycle.data(),
                scheduled == null ? null : scheduled.data(),
                items.stream()
                        .map(item -> item.data(
                                itemStatus, updatedAt, billed, next, isTrialing() ? currentPeriod.data() : null))
                        .toList(),
                customData,
                importMeta);
    }
}
