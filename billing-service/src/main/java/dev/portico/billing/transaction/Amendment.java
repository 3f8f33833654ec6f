package dev.portico.billing.transaction;

import dev.portico.events.BillingDetails;
import dev.portico.events.PeriodData;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A transaction in the making: what is not said stays as it was. Ends with the time at which it is so.
final class Amendment {

    private final String id;
    private final String merchantId;
    private final long booked;
    private @Nullable String customerId;
    private @Nullable String addressId;
    private @Nullable String businessId;
    private @Nullable String discountId;
    private String status;
    private String currency;
    private String origin;
    private String collectionMode;
    private @Nullable BillingDetails billingDetails;
    private @Nullable PeriodData billingPeriod;
    private List<Line> lines;
    private @Nullable Long credit;
    private List<Attempt> attempts;
    private @Nullable Boolean charging;
    private @Nullable Asking asking;
    private @Nullable String subscriptionId;
    private @Nullable String invoiceId;
    private @Nullable String invoiceNumber;
    private @Nullable String checkoutUrl;
    private @Nullable Map<String, Object> customData;
    private final Instant createdAt;
    private @Nullable Instant billedAt;
    private @Nullable List<Revision> revisions;
    private @Nullable List<Adjusted> adjusted;
    private @Nullable Boolean adjusting;
    private @Nullable String onPaymentFailure;
    private @Nullable String externalId;
    private @Nullable Long unbooked;

    /// A new one, automatically collected, of which everything else is yet to be said.
    Amendment(String id, String merchantId, String currency, List<Line> lines, Instant now) {
        this.id = id;
        this.merchantId = merchantId;
        this.currency = currency;
        this.lines = lines;
        this.status = Transaction.READY;
        this.origin = Transaction.FROM_API;
        this.collectionMode = Transaction.AUTOMATIC;
        this.attempts = List.of();
        this.createdAt = now;
        this.booked = 0;
    }

    Amendment(Transaction before) {
        this.id = before.id();
        this.merchantId = before.merchantId();
        this.customerId = before.customerId();
        this.addressId = before.addressId();
        this.businessId = before.businessId();
        this.discountId = before.discountId();
        this.status = before.status();
        this.currency = before.currency();
        this.origin = before.origin();
        this.collectionMode = before.collectionMode();
        this.billingDetails = before.billingDetails();
        this.billingPeriod = before.billingPeriod();
        this.lines = before.lines();
        this.credit = before.credit();
        this.attempts = before.attempts();
        this.charging = before.charging();
        this.asking = before.asking();
        this.subscriptionId = before.subscriptionId();
        this.invoiceId = before.invoiceId();
        this.invoiceNumber = before.invoiceNumber();
        this.checkoutUrl = before.checkoutUrl();
        this.customData = before.customData();
        this.createdAt = before.createdAt();
        this.billedAt = before.billedAt();
        this.revisions = before.revisions();
        this.adjusted = before.adjusted();
        this.adjusting = before.adjusting();
        this.onPaymentFailure = before.onPaymentFailure();
        this.externalId = before.externalId();
        this.unbooked = before.unbooked();
        this.booked = Booking.facts(before);
    }

    Amendment customer(@Nullable String customerId) {
        this.customerId = customerId;
        return this;
    }

    Amendment address(@Nullable String addressId) {
        this.addressId = addressId;
        return this;
    }

    Amendment business(@Nullable String businessId) {
        this.businessId = businessId;
        return this;
    }

    Amendment discount(@Nullable String discountId) {
        this.discountId = discountId;
        return this;
    }

    Amendment status(String status) {
        this.status = status;
        return this;
    }

    Amendment from(String origin) {
        this.origin = origin;
        return this;
    }

    Amendment collecting(String collectionMode) {
        this.collectionMode = collectionMode;
        return this;
    }

    Amendment billingDetails(@Nullable BillingDetails billingDetails) {
        this.billingDetails = billingDetails;
        return this;
    }

    Amendment billingPeriod(@Nullable PeriodData billingPeriod) {
        this.billingPeriod = billingPeriod;
        return this;
    }

    Amendment credit(@Nullable Long credit) {
        this.credit = credit;
        return this;
    }

    Amendment attempts(List<Attempt> attempts) {
        this.attempts = attempts;
        return this;
    }

    Amendment charging(@Nullable Boolean charging) {
        this.charging = charging;
        return this;
    }

    Amendment asking(@Nullable Asking asking) {
        this.asking = asking;
        return this;
    }

    Amendment subscription(@Nullable String subscriptionId) {
        this.subscriptionId = subscriptionId;
        return this;
    }

    Amendment checkoutUrl(@Nullable String checkoutUrl) {
        this.checkoutUrl = checkoutUrl;
        return this;
    }

    Amendment customData(@Nullable Map<String, Object> customData) {
        this.customData = customData;
        return this;
    }

    Amendment billedAt(@Nullable Instant billedAt) {
        this.billedAt = billedAt;
        return this;
    }

    Amendment revisions(@Nullable List<Revision> revisions) {
        this.revisions = revisions;
        return this;
    }

    Amendment adjusted(@Nullable List<Adjusted> givenBack) {
        this.adjusted = givenBack;
        return this;
    }

    Amendment adjusting(@Nullable Boolean underWay) {
        this.adjusting = underWay;
        return this;
    }

    Amendment onPaymentFailure(@Nullable String failing) {
        this.onPaymentFailure = failing;
        return this;
    }

    Amendment importedAs(@Nullable String externalId) {
        this.externalId = externalId;
        return this;
    }

    Amendment lines(List<Line> bill, String inCurrency) {
        this.lines = bill;
        this.currency = inCurrency;
        return this;
    }

    Amendment invoice(@Nullable String invoice, @Nullable String number) {
        this.invoiceId = invoice;
        this.invoiceNumber = number;
        return this;
    }

    // Whatever moved money is marked here, so that no change can forget it.
    Transaction at(Instant now) {
        Transaction amended = made(now);
        long facts = Booking.facts(amended);
        if (facts <= booked) return amended;
        this.unbooked = facts;
        return made(now);
    }

    private Transaction made(Instant now) {
        return new Transaction(
                id,
                merchantId,
                customerId,
                addressId,
                businessId,
                discountId,
                status,
                currency,
                origin,
                collectionMode,
                billingDetails,
                billingPeriod,
                lines,
                credit,
                attempts,
                charging,
                subscriptionId,
                invoiceId,
                invoiceNumber,
                checkoutUrl,
                customData,
                createdAt,
                now,
                billedAt,
                revisions,
                adjusted,
                adjusting,
                onPaymentFailure,
                externalId,
                asking,
                unbooked);
    }
}
