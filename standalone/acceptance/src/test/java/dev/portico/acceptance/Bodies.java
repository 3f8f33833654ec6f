package dev.portico.acceptance;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What to send with an operation, with `{customer_id}` and the like where ids belong. The contract's own example
/// serves where it has one.
final class Bodies {

    private static final String ITEMS = "\"items\":[{\"price_id\":\"{price_id}\",\"quantity\":2}]";
    private static final String PARTY =
            "\"customer_id\":\"{customer_id}\",\"address_id\":\"{address_id}\",\"discount_id\":\"{discount_id}\"";
    private static final String SUBSCRIPTION_CHANGE = "{" + ITEMS + ",\"proration_billing_mode\":\"do_not_bill\","
            + "\"discount\":{\"id\":\"{discount_id}\",\"effective_from\":\"immediately\"}}";

    private static final String CHARGED = "\"items\":[{\"price_id\":\"{once_id}\",\"quantity\":1}]";

    private static final Map<String, List<String>> OWN = Map.ofEntries(
            Map.entry(
                    "createAdjustment",
                    List.of(
                            "{\"action\":\"refund\",\"type\":\"full\",\"reason\":\"error\",\"transaction_id\":\"{transaction_id}\"}")),
            Map.entry("createSandboxChargeback", List.of("{\"transaction_id\":\"{transaction_id}\"}")),
            Map.entry("createBusiness", List.of("{\"name\":\"Limited\"}")),
            Map.entry("updateBusiness", List.of("{\"company_number\":\"1\"}")),
            Map.entry(
                    "createPaymentMethod", List.of("{\"token\":\"tok_sandbox_visa\",\"address_id\":\"{address_id}\"}")),
            Map.entry(
                    "createDiscount",
                    List.of(
                            "{\"description\":\"Off\",\"type\":\"percentage\",\"amount\":\"5\",\"restrict_to\":[\"{product_id}\"]}",
                            "{\"description\":\"Off\",\"type\":\"percentage\",\"amount\":\"5\",\"restrict_to\":[\"{price_id}\"]}")),
            Map.entry("updateDiscount", List.of("{\"restrict_to\":[\"{price_id}\"]}")),
            Map.entry(
                    "createTransaction",
                    List.of(
                            "{" + ITEMS + "," + PARTY + ",\"business_id\":\"{business_id}\"}",
                            "{" + ITEMS
                                    + ",\"customer_id\":\"{customer_id}\",\"address_id\":\"{address_id}\",\"payment_method_id\":\"{payment_method_id}\"}")),
            Map.entry("previewTransaction", List.of("{" + ITEMS + "," + PARTY + "}")),
            Map.entry("updateTransaction", List.of("{" + ITEMS + "," + PARTY + "}")),
            Map.entry("reviseTransaction", List.of("{\"address\":{\"city\":\"Elsewhere\"}}")),
            Map.entry("updateSubscription", List.of("{\"scheduled_change\":null}", SUBSCRIPTION_CHANGE)),
            Map.entry("previewSubscription", List.of(SUBSCRIPTION_CHANGE)),
            Map.entry("chargeSubscription", List.of("{\"effective_from\":\"immediately\"," + CHARGED + "}")),
            Map.entry("previewSubscriptionCharge", List.of("{\"effective_from\":\"immediately\"," + CHARGED + "}")),
            Map.entry("pauseSubscription", List.of("{\"effective_from\":\"next_billing_period\"}")),
            Map.entry("resumeSubscription", List.of("{\"effective_from\":\"immediately\"}")),
            Map.entry("createEmailChange", List.of("{\"email\":\"{fresh}@customers.example\"}")),
            Map.entry("confirmEmailChange", List.of("{\"token\":\"nothing\"}")),
            Map.entry("stopEmailChange", List.of("{\"token\":\"nothing\"}")),
            Map.entry("createTestClock", List.of("{\"frozen_time\":\"2027-01-31T09:00:00Z\"}")),
            Map.entry("advanceTestClock", List.of("{\"frozen_time\":\"2027-02-28T09:00:00Z\"}")),
            Map.entry("createMerchant", List.of("{\"name\":\"Another\",\"slug\":\"{fresh}\"}")),
            Map.entry("createCustomer", List.of("{\"email\":\"{fresh}@customers.example\"}")),
            Map.entry("payTask", List.of("{\"token\":\"tok_sandbox_visa\"}")),
            Map.entry("signIn", List.of("{\"email\":\"nobody@customers.example\"}")),
            Map.entry("createPasskey", List.of("{\"credential\":{\"id\":\"nothing\"}}")),
            Map.entry("updatePasskey", List.of("{\"name\":\"Phone\"}")),
            Map.entry("passkeySignIn", List.of("{\"credential\":{\"id\":\"nothing\"}}")),
            Map.entry("passSignIn", List.of("{\"token\":\"pga_nothing\"}")),
            Map.entry("codeSignIn", List.of("{\"email\":\"nobody@customers.example\",\"code\":\"000000\"}")),
            Map.entry("redeemSignIn", List.of("{\"token\":\"nothing\"}")));

    private static final Pattern ID = Pattern.compile("\"([a-z]+)_[0-9a-v]{26}\"");
    private static final Pattern PLACE = Pattern.compile("\\{([a-z_]+)}");
    private static final Map<String, String> KINDS = Map.of(
            "ctm",
            "customer_id",
            "pri",
            "price_id",
            "pro",
            "product_id",
            "sub",
            "subscription_id",
            "paymtd",
            "payment_method_id",
            "add",
            "address_id");

    private Bodies() {}

    /// Templates of bodies; one empty text for what takes none.
    ///
    /// @throws AssertionError if nobody knows what to send
    static List<String> of(Operation operation) {
        if (operation.path().startsWith("/imports") && operation.path().matches("/imports|.*/lines"))
            return List.of("{\"type\":\"product\",\"external_id\":\"p1\",\"data\":{\"name\":\"Engine\"}}\n");
        if (!operation.takesBody()) return List.of("");
        List<String> own = OWN.get(operation.name());
        if (own != null) return own;
        if (!operation.example().isMissingNode()) return List.of(templated(operation.example()));
        if (operation.schema().path("required").isEmpty()) return List.of("{}");
        throw new AssertionError(operation + " has no example of a body in the contract, and none in Bodies");
    }

    /// The names of what a template refers to.
    static List<String> references(String template) {
        return PLACE.matcher(template)
                .results()
                .map(found -> found.group(1))
                .filter(name -> name.endsWith("_id"))
                .distinct()
                .toList();
    }

    static String filled(String template, UnaryOperator<String> ids) {
        return PLACE.matcher(template).replaceAll(found -> ids.apply(found.group(1)));
    }

    private static String templated(JsonNode example) {
        return ID.matcher(example.toString())
                .replaceAll(found ->
                        KINDS.containsKey(found.group(1)) ? "\"{" + KINDS.get(found.group(1)) + "}\"" : found.group());
    }
}
