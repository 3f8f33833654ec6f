package dev.portico.billing.customer;

import static dev.portico.events.BillingEvents.CUSTOMER_CREATED;
import static dev.portico.events.BillingEvents.CUSTOMER_UPDATED;

import dev.portico.chassis.http.Patch;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Owned;
import dev.portico.events.CustomerData;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Somebody who buys from a merchant.
///
/// @param emailKey the e-mail address as it is compared: two spellings of one address are one customer
public record Customer(
        String id,
        String merchantId,
        @Nullable String name,
        String email,
        String emailKey,
        String locale,
        String status,
        @Nullable Map<String, Object> customData,
        Instant createdAt,
        Instant updatedAt)
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
                Objects.requireNonNull(patch.text("locale", locale)),
                Objects.requireNonNull(patch.text("status", status)),
                patch.value("custom_data", Map.class, customData),
                createdAt,
                now);
        return Change.to(updated).telling(CUSTOMER_UPDATED, updated.data());
    }

    CustomerData data() {
        return new CustomerData(id, name, email, false, status, customData, locale, createdAt, updatedAt, null);
    }
}
