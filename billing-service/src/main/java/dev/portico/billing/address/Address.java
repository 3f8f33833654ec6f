package dev.portico.billing.address;

import static dev.portico.events.BillingEvents.ADDRESS_CREATED;
import static dev.portico.events.BillingEvents.ADDRESS_UPDATED;

import dev.portico.chassis.http.Patch;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Owned;
import dev.portico.events.AddressData;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where a customer is.
///
/// @param countryCode ISO 3166-1 alpha-2
record Address(
        String id,
        String merchantId,
        String customerId,
        @Nullable String description,
        @Nullable String firstLine,
        @Nullable String secondLine,
        @Nullable String city,
        @Nullable String postalCode,
        @Nullable String region,
        String countryCode,
        @Nullable Map<String, Object> customData,
        String status,
        Instant createdAt,
        Instant updatedAt)
        implements Owned {

    Change<Address> created() {
        return Change.to(this).telling(ADDRESS_CREATED, data());
    }

    @SuppressWarnings("unchecked")
    Change<Address> updated(Patch patch, Instant now) {
        var updated = new Address(
                id,
                merchantId,
                customerId,
                patch.text("description", description),
                patch.text("first_line", firstLine),
                patch.text("second_line", secondLine),
                patch.text("city", city),
                patch.text("postal_code", postalCode),
                patch.text("region", region),
                Objects.requireNonNull(patch.text("country_code", countryCode)),
                patch.value("custom_data", Map.class, customData),
                Objects.requireNonNull(patch.text("status", status)),
                createdAt,
                now);
        return Change.to(updated).telling(ADDRESS_UPDATED, updated.data());
    }

    AddressData data() {
        return new AddressData(
                id,
                customerId,
                description,
                firstLine,
                secondLine,
                city,
                postalCode,
                region,
                countryCode,
                customData,
                status,
                createdAt,
                updatedAt,
                null);
    }
}
