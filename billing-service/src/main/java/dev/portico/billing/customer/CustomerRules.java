package dev.portico.billing.customer;

import dev.portico.chassis.error.Fields;
import dev.portico.chassis.id.Ids;
import dev.portico.events.CustomerData;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What every customer must look like, wherever he comes from.
final class CustomerRules {

    static final Set<String> STATUSES = Set.of(Customer.ACTIVE, Customer.ARCHIVED);

    private static final String LANGUAGE_TAG = "[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*";

    private CustomerRules() {}

    static Fields check(Fields fields, @Nullable String name, @Nullable String email, @Nullable String locale) {
        return fields.text("name", name, 1024)
                .email("email", email == null ? null : email.strip())
                .matches(
                        "locale",
                        locale,
                        tag -> tag.length() <= 35 && tag.matches(LANGUAGE_TAG),
                        "must be a language tag such as en or pt-BR");
    }

    static void checkImported(CustomerData data) {
        var fields = Fields.check()
                .matches("id", data.id(), id -> Ids.isValid("ctm", id), "must be ctm_ and 26 characters")
                .required("email", data.email())
                .required("import_meta", data.importMeta())
                .oneOf("status", data.status(), STATUSES)
                .freeForm("custom_data", data.customData());
        check(fields, data.name(), data.email(), data.locale()).orRefuse();
    }
}
