package dev.portico.billing.customer;

import static dev.portico.events.BillingEvents.CUSTOMER_CREATED;
import static dev.portico.events.BillingEvents.CUSTOMER_EMAIL_CHANGE_SETTLED;
import static dev.portico.events.BillingEvents.CUSTOMER_IMPORTED;
import static dev.portico.events.BillingEvents.CUSTOMER_UPDATED;

import dev.portico.chassis.http.Patch;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Owned;
import dev.portico.events.CustomerData;
import dev.portico.events.ImportMeta;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Somebody who buys from a merchant.
///
/// @param marketingConsent whether the merchant may send more than receipts
/// @param importMeta where the customer came from; absent if made here
/// @param emailKey the e-mail address as it is compared: two spellings of one address are one customer
/// @param testClockId the test clock he lives on; absent for everybody real
/// @param settledEmailChange the last wish for another address that was decided upon; absent if there was none
public record Customer(
        String id,
        String merchantId,
        @Nullable String name,
        String email,
        String emailKey,
        boolean marketingConsent,
        String locale,
        String status,
        @Nullable Map<String, Object> customData,
        Instant createdAt,
        Instant updatedAt,
        @Nullable ImportMeta importMeta,
        @Nullable String settledEmailChange,
        @Nullable String testClockId)
        implements Owned {

    static final String ACTIVE = "active";
    static final String ARCHIVED = "archived";

    @Override
    public String customerId() {
        return id;
    }

    public boolean isArchived() {
        return status.equals(ARCHIVED);
    }

    static String keyOf(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    Change<Customer> created() {
        return Change.to(this).telling(CUSTOMER_CREATED, data());
    }

    @SuppressWarnings("unchecked")
    Change<Customer> updated(Patch patch, Instant now) {
        String newEmail = Objects.requireNonNull(patch.text("email", email)).strip();
        var updated = new Customer(
                id,
                merchantId,
                patch.text("name", name),
                newEmail,
                keyOf(newEmail),
                Objects.requireNonNull(patch.value("marketing_consent", Boolean.class, marketingConsent)),
                Objects.requireNonNull(patch.text("locale", locale)),
                Objects.requireNonNull(patch.text("status", status)),
                patch.value("custom_data", Map.class, customData),
                createdAt,
                now,
                importMeta,
                settledEmailChange,
                testClockId);
        boolean same = updated.withTimes(createdAt, updatedAt).equals(this);
        return same ? Change.to(this) : Change.to(updated).telling(CUSTOMER_UPDATED, updated.data());
    }

    /// Carries out a confirmed wish for another address, unless it was decided upon before. Whoever is archived, or has
    /// got another address since he asked, keeps what he has.
    Change<Customer> emailChanged(EmailWish wish, Instant now) {
        if (wish.id().equals(settledEmailChange)) return Change.to(this);
        if (isArchived() || !emailKey.equals(keyOf(wish.from()))) return emailKept(wish);
        Customer changed = settling(wish, wish.to(), now);
        return Change.to(changed)
                .telling(CUSTOMER_UPDATED, changed.data())
                .telling(CUSTOMER_EMAIL_CHANGE_SETTLED, wish.outcome(id, "changed"));
    }

    /// Leaves the address as it is.
    Change<Customer> emailKept(EmailWish wish) {
        if (wish.id().equals(settledEmailChange)) return Change.to(this);
        return Change.to(settling(wish, email, updatedAt))
                .telling(CUSTOMER_EMAIL_CHANGE_SETTLED, wish.outcome(id, "refused"));
    }

    private Customer settling(EmailWish wish, String newEmail, Instant updated) {
        return new Customer(
                id,
                merchantId,
                name,
                newEmail,
                keyOf(newEmail),
                marketingConsent,
                locale,
                status,
                customData,
                createdAt,
                updated,
                importMeta,
                wish.id(),
                testClockId);
    }

    /// What another system knows of a customer, as it is kept here.
    static Customer of(String merchantId, CustomerData theirs) {
        String email = theirs.email().strip();
        return new Customer(
                theirs.id(),
                merchantId,
                theirs.name(),
                email,
                keyOf(email),
                theirs.marketingConsent(),
                theirs.locale(),
                theirs.status(),
                theirs.customData(),
                theirs.createdAt().truncatedTo(ChronoUnit.MILLIS),
                theirs.updatedAt().truncatedTo(ChronoUnit.MILLIS),
                theirs.importMeta(),
                null,
                null);
    }

    Change<Customer> imported() {
        return Change.to(this).telling(CUSTOMER_IMPORTED, data());
    }

    /// Takes over what was imported again, unless it says nothing new, or this was changed since.
    Change<Customer> imported(Customer theirs) {
        var next = theirs.withTimes(createdAt, theirs.updatedAt).settledAs(settledEmailChange);
        boolean known = next.withTimes(createdAt, updatedAt).equals(this) || updatedAt.isAfter(theirs.updatedAt);
        return known ? Change.to(this) : next.imported();
    }

    private Customer settledAs(@Nullable String emailChange) {
        return new Customer(
                id,
                merchantId,
                name,
                email,
                emailKey,
                marketingConsent,
                locale,
                status,
                customData,
                createdAt,
                updatedAt,
                importMeta,
                emailChange,
                testClockId);
    }

    private Customer withTimes(Instant created, Instant updated) {
        return new Customer(
                id,
                merchantId,
                name,
                email,
                emailKey,
                marketingConsent,
                locale,
                status,
                customData,
                created,
                updated,
                importMeta,
                settledEmailChange,
                testClockId);
    }

    /// The customer as the API shows him.
    public CustomerData data() {
        return new CustomerData(
                id,
                name,
                email,
                marketingConsent,
                status,
                customData,
                locale,
                createdAt,
                updatedAt,
                importMeta,
                testClockId);
    }
}
