package dev.portico.billing.business;

import static dev.portico.events.BillingEvents.BUSINESS_CREATED;
import static dev.portico.events.BillingEvents.BUSINESS_IMPORTED;
import static dev.portico.events.BillingEvents.BUSINESS_UPDATED;

import dev.portico.chassis.http.Patch;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Owned;
import dev.portico.events.BusinessData;
import dev.portico.events.BusinessData.Contact;
import dev.portico.events.ImportMeta;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A company that a customer buys for.
///
/// @param taxIdentifier VAT number or its like, as the customer wrote it
/// @param importMeta where it came from; absent if made here
record Business(
        String id,
        String merchantId,
        String customerId,
        String name,
        @Nullable String companyNumber,
        @Nullable String taxIdentifier,
        List<Contact> contacts,
        @Nullable Map<String, Object> customData,
        String status,
        Instant createdAt,
        Instant updatedAt,
        @Nullable ImportMeta importMeta)
        implements Owned {

    static final String ACTIVE = "active";
    static final String ARCHIVED = "archived";

    Business {
        contacts = List.copyOf(contacts);
    }

    /// What another system knows of a business, as it is kept here.
    static Business of(String merchantId, BusinessData theirs) {
        return new Business(
                theirs.id(),
                merchantId,
                theirs.customerId(),
                theirs.name(),
                theirs.companyNumber(),
                theirs.taxIdentifier(),
                theirs.contacts(),
                theirs.customData(),
                theirs.status(),
                theirs.createdAt().truncatedTo(ChronoUnit.MILLIS),
                theirs.updatedAt().truncatedTo(ChronoUnit.MILLIS),
                theirs.importMeta());
    }

    Change<Business> created() {
        return Change.to(this).telling(BUSINESS_CREATED, data());
    }

    Change<Business> imported() {
        return Change.to(this).telling(BUSINESS_IMPORTED, data());
    }

    /// Takes over what was imported again, unless it says nothing new, or this was changed since.
    Change<Business> imported(Business theirs) {
        var next = theirs.withTimes(createdAt, theirs.updatedAt);
        boolean known = next.withTimes(createdAt, updatedAt).equals(this) || updatedAt.isAfter(theirs.updatedAt);
        return known ? Change.to(this) : next.imported();
    }

    @SuppressWarnings("unchecked")
    Change<Business> updated(Patch patch, Instant now) {
        List<Contact> after = patch.list("contacts", Contact.class, contacts);
        var updated = new Business(
                id,
                merchantId,
                customerId,
                Objects.requireNonNull(patch.text("name", name)),
                patch.text("company_number", companyNumber),
                patch.text("tax_identifier", taxIdentifier),
                after == null ? List.of() : after,
                patch.value("custom_data", Map.class, customData),
                Objects.requireNonNull(patch.text("status", status)),
                createdAt,
                now,
                importMeta);
        boolean same = updated.withTimes(createdAt, updatedAt).equals(this);
        return same ? Change.to(this) : Change.to(updated).telling(BUSINESS_UPDATED, updated.data());
    }

    private Business withTimes(Instant created, Instant updated) {
        return new Business(
                id,
                merchantId,
                customerId,
                name,
                companyNumber,
                taxIdentifier,
                contacts,
                customData,
                status,
                created,
                updated,
                importMeta);
    }

    BusinessData data() {
        return new BusinessData(
                id,
                customerId,
                name,
                companyNumber,
                taxIdentifier,
                status,
                contacts,
                customData,
                createdAt,
                updatedAt,
                importMeta);
    }
}
