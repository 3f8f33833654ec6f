package dev.portico.billing.address;

import static dev.portico.events.BillingEvents.ADDRESS_CREATED;
import static dev.portico.events.BillingEvents.ADDRESS_IMPORTED;
import static dev.portico.events.BillingEvents.ADDRESS_UPDATED;

import dev.portico.chassis.http.Patch;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Owned;
import dev.portico.events.AddressData;
import dev.portico.events.ImportMeta;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where a customer is.
///
/// @param countryCode ISO 3166-1 alpha-2
/// @param importMeta where it came from; absent if made here
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
        Instant updatedAt,
        @Nullable ImportMeta importMeta)
        implements Owned {

    static final String ACTIVE = "active";
    static final String ARCHIVED = "archived";

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
                now,
                importMeta);
        boolean same = updated.withTimes(createdAt, updatedAt).equals(this);
        return same ? Change.to(this) : Change.to(updated).telling(ADDRESS_UPDATED, updated.data());
    }

    /// What another system knows of an address, as it is kept here.
    static Address of(String merchantId, AddressData theirs) {
        return new Address(
                theirs.id(),
                merchantId,
                theirs.customerId(),
                theirs.description(),
                theirs.firstLine(),
                theirs.secondLine(),
                theirs.city(),
                theirs.postalCode(),
                theirs.region(),
                theirs.countryCode(),
                theirs.customData(),
                theirs.status(),
                theirs.createdAt().truncatedTo(ChronoUnit.MILLIS),
                theirs.updatedAt().truncatedTo(ChronoUnit.MILLIS),
                theirs.importMeta());
    }

    Change<Address> imported() {
        return Change.to(this).telling(ADDRESS_IMPORTED, data());
    }

    /// Takes over what was imported again, unless it says nothing new, or this was changed since.
    Change<Address> imported(Address theirs) {
        var next = theirs.withTimes(createdAt, theirs.updatedAt);
        boolean known = next.withTimes(createdAt, updatedAt).equals(this) || updatedAt.isAfter(theirs.updatedAt);
        return known ? Change.to(this) : next.imported();
    }

    private Address withTimes(Instant created, Instant updated) {
        return new Address(
                id,
                merchantId,
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
                created,
                updated,
                importMeta);
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
                importMeta);
    }
}
