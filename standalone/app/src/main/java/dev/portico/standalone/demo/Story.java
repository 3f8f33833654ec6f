package dev.portico.standalone.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// What there is to tell of one demo merchant: `demo/merchants.json`.
///
/// @param tax how it taxes; absent if it does not
record Story(
        JsonNode merchant,
        @Nullable Map<String, Object> tax,
        List<Map<String, String>> products,
        List<Price> prices,
        List<Customer> customers) {

    record Price(
            String key,
            String product,
            String description,
            String amount,
            String currencyCode,
            @Nullable Map<String, Object> cycle) {}

    /// @param monthsAgo since when he has been a customer, on a test clock that is then moved to today; absent if he
    /// comes
    /// today
    /// @param business what the customer buys for; absent if he buys for himself
    record Customer(
            String name,
            String email,
            String locale,
            @Nullable Integer monthsAgo,
            JsonNode address,
            @Nullable Map<String, Object> business,
            List<String> paymentMethods,
            List<Purchase> transactions) {}

    /// @param method which of the customer's payment methods is charged; none if the customer is to pay by himself
    /// @param then what becomes of the subscription
    record Purchase(
            List<Item> items,
            @Nullable Integer method,
            @Nullable String then) {}

    record Item(String price, int quantity) {}

    static List<Story> all() {
        JsonMapper json = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build();
        try (InputStream file = Story.class.getResourceAsStream("/demo/merchants.json")) {
            return json.readValue(file, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
