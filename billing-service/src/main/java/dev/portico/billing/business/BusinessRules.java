package dev.portico.billing.business;

import dev.portico.chassis.error.Fields;
import dev.portico.chassis.id.Ids;
import dev.portico.events.BusinessData;
import dev.portico.events.BusinessData.Contact;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What every business must look like, wherever it comes from.
final class BusinessRules {

    static final Set<String> STATUSES = Set.of(Business.ACTIVE, Business.ARCHIVED);

    private static final int LONGEST = 1024;
    private static final int MOST_CONTACTS = 100;

    private BusinessRules() {}

    static Fields check(
            Fields fields, @Nullable String name, @Nullable String companyNumber, @Nullable String taxIdentifier) {
        return fields.text("name", name, LONGEST)
                .text("company_number", companyNumber, LONGEST)
                .text("tax_identifier", taxIdentifier, LONGEST);
    }

    static Fields checkContacts(Fields fields, @Nullable List<? extends @Nullable Contact> contacts) {
        if (contacts == null) return fields;
        if (contacts.size() > MOST_CONTACTS)
            return fields.wrong("contacts", "must have at most " + MOST_CONTACTS + " entries");
        for (int i = 0; i < contacts.size(); i++) check(fields, "contacts." + i, contacts.get(i));
        return fields;
    }

    static void checkImported(BusinessData data) {
        var fields = Fields.check()
                .matches("id", data.id(), id -> Ids.isValid("biz", id), "must be biz_ and 26 characters")
                .required("name", data.name())
                .required("import_meta", data.importMeta())
                .oneOf("status", data.status(), STATUSES)
                .freeForm("custom_data", data.customData());
        check(fields, data.name(), data.companyNumber(), data.taxIdentifier());
        checkContacts(fields, data.contacts()).orRefuse();
    }

    private static void check(Fields fields, String path, @Nullable Contact contact) {
        if (contact == null) {
            fields.wrong(path, "must be an object");
            return;
        }
        fields.text(path + ".name", contact.name(), LONGEST)
                .required(path + ".email", contact.email())
                .email(path + ".email", contact.email());
    }
}
