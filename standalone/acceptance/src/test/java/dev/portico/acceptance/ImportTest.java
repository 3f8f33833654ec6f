package dev.portico.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A merchant fills the portal with what it had elsewhere.
class ImportTest {

    private static final String CATALOGUE = """
            {"type":"product","external_id":"p1","data":{"name":"Engine"}}
            {"type":"price","external_id":"m1","data":{"product_external_id":"p1","description":"Monthly","unit_price":{"amount":"1000","currency_code":"EUR"},"billing_cycle":{"interval":"month","frequency":1}}}
            """;

    @TempDir
    static Path directory;

    static Portico portico;
    static Merchant shop;
    static Merchant other;

    @BeforeAll
    static void open() throws Exception {
        portico = Portico.start(directory.resolve("data"), "--no-demo");
        shop = Merchant.create(portico, "shop", "The Shop");
        other = Merchant.create(portico, "other", "Somebody Else");
    }

    @AfterAll
    static void close() {
        portico.close();
    }

    @Test
    void everything_a_merchant_had_is_there_however_often_and_in_whatever_order_it_is_sent() throws Exception {
        List<String> lines = new ArrayList<>(CATALOGUE.lines().toList());
        for (int i = 0; i < 700; i++) lines.addAll(person(i));
        Collections.shuffle(lines, new Random(7));
        JsonNode first = imported(shop, lines);
        assertThat(first.path("status").asString()).as(rejections(shop, first)).isEqualTo("completed");
        assertThat(first.path("imported").asInt()).isEqualTo(lines.size());
        assertThat(first.path("created").asInt()).isEqualTo(lines.size());
        assertThat(first.path("lines_total").asInt()).isEqualTo(lines.size());

        JsonNode ada = shop.get("/customers?email=someone5@example.com").data().path(0);
        assertThat(ada.path("import_meta").path("external_id").asString()).isEqualTo("c5");
        assertThat(ada.path("import_meta").path("imported_from").asString()).isEqualTo("old-billing");
        String id = ada.path("id").asString();
        JsonNode subscription = Merchant.awaited(
                () -> shop.get("/subscriptions?customer_id=" + id).data());
        assertThat(subscription.path(0).path("status").asString()).isEqualTo("active");
        assertThat(subscription.path(0).path("items").path(0).path("quantity").asInt())
                .isEqualTo(6);
        JsonNode payment = shop.get("/transactions?customer_id=" + id).data().path(0);
        assertThat(payment.path("details").path("totals").path("total").asString())
                .isEqualTo("6000");
        assertThat(payment.path("invoice_number").asString()).isEqualTo("OLD-5");
        assertThat(payment.path("subscription_id").asString())
                .isEqualTo(subscription.path(0).path("id").asString());

        Collections.shuffle(lines, new Random(8));
        JsonNode again = imported(shop, lines);
        assertThat(again.path("status").asString()).as(rejections(shop, again)).isEqualTo("completed");
        assertThat(again.path("unchanged").asInt()).as(again.toString()).isEqualTo(lines.size());
        assertThat(shop.all("/customers?per_page=200")).hasSize(700);
        assertThat(shop.all("/subscriptions?per_page=200")).hasSize(700);
        assertThat(shop.all("/transactions?per_page=30")).hasSize(700);

        assertThat(other.get("/imports/" + first.path("id").asString()).status())
                .isEqualTo(404);
        assertThat(other.get("/imports").data()).isEmpty();
        assertThat(other.all("/customers")).isEmpty();
    }

    @Test
    void every_line_that_cannot_be_kept_is_named_and_the_others_are() throws Exception {
        Merchant third = Merchant.create(portico, "third", "A Third");
        List<String> lines = new ArrayList<>(CATALOGUE.lines().toList());
        lines.add("not json");
        lines.add("{\"type\":\"horse\",\"external_id\":\"h\",\"data\":{}}");
        lines.add(
                "{\"type\":\"customer\",\"external_id\":\"c1\",\"data\":{\"email\":\"a@example.com\",\"surprise\":1}}");
        lines.add("{\"type\":\"customer\",\"external_id\":\"c2\",\"data\":{\"email\":\"nobody\"}}");
        lines.add("{\"type\":\"customer\",\"external_id\":\"c3\",\"data\":{}}");
        lines.add("{\"type\":\"customer\",\"external_id\":\"c4\",\"data\":{\"email\":\"good@example.com\"}}");
        lines.add(
                "{\"type\":\"price\",\"external_id\":\"m2\",\"data\":{\"product_external_id\":\"none\",\"description\":\"d\",\"unit_price\":{\"amount\":\"1\",\"currency_code\":\"EUR\"}}}");
        lines.add(
                "{\"type\":\"subscription\",\"external_id\":\"s1\",\"data\":{\"customer_external_id\":\"c4\",\"status\":\"active\",\"items\":[{\"price_external_id\":\"none\"}]}}");
        lines.add(
                "{\"type\":\"transaction\",\"external_id\":\"t1\",\"data\":{\"customer_external_id\":\"none\",\"billed_at\":\"2026-01-01T00:00:00Z\",\"items\":[{\"price_external_id\":\"m1\"}]}}");
        lines.add(
                "{\"type\":\"transaction\",\"external_id\":\"t2\",\"data\":{\"customer_external_id\":\"c4\",\"billed_at\":\"2026-01-01T00:00:00Z\",\"items\":[{\"price_external_id\":\"m1\",\"totals\":{\"subtotal\":\"1000\",\"discount\":\"0\",\"tax\":\"0\",\"total\":\"999\"}}]}}");
        JsonNode done = imported(third, lines);
        assertThat(done.path("status").asString()).isEqualTo("completed_with_errors");
        assertThat(done.path("imported").asInt()).isEqualTo(3);
        assertThat(third.all("/imports/" + done.path("id").asString() + "/rejections"))
                .extracting(rejection -> rejection.path("line").asInt())
                .containsExactlyInAnyOrder(3, 4, 5, 6, 7, 9, 10, 11, 12);
        assertThat(rejections(third, done))
                .contains("surprise", "email", "items.price_id", "product_id", "customer_id");
    }

    @Test
    void an_import_that_was_cut_off_is_gone_on_with() throws Exception {
        Merchant fourth = Merchant.create(portico, "fourth", "A Fourth");
        List<String> lines =
                IntStream.range(0, 40).mapToObj(ImportTest::customer).toList();
        String id = send(fourth, "/imports?source=old-billing", "").path("id").asString();
        send(fourth, "/imports/" + id + "/lines?from=1", String.join("\n", lines.subList(0, 20)));
        send(fourth, "/imports/" + id + "/lines?from=1", String.join("\n", lines.subList(0, 20)));
        portico.kill();
        portico.start();
        send(fourth, "/imports/" + id + "/lines?from=21", String.join("\n", lines.subList(20, 40)));
        send(fourth, "/imports/" + id + "/finish", "");
        JsonNode done = finished(fourth, id);
        assertThat(done.path("imported").asInt()).isEqualTo(40);
        assertThat(fourth.all("/customers")).hasSize(40);
    }

    @Test
    void what_happened_here_since_is_not_undone_by_the_same_file_again() throws Exception {
        Merchant fifth = Merchant.create(portico, "fifth", "A Fifth");
        List<String> lines = new ArrayList<>(CATALOGUE.lines().toList());
        lines.addAll(person(1));
        imported(fifth, lines);
        String customer = fifth.get("/customers").data().path(0).path("id").asString();
        JsonNode before = Merchant.awaited(() -> fifth.get("/subscriptions").data());
        String subscription = before.path(0).path("id").asString();
        fifth.post("/subscriptions/" + subscription + "/cancel", Map.of("effective_from", "next_billing_period"));
        fifth.patch("/customers/" + customer, Map.of("name", "Renamed Here"));
        JsonNode canceled = fifth.get("/subscriptions/" + subscription).data();
        assertThat(canceled.path("scheduled_change").path("action").asString()).isEqualTo("cancel");

        JsonNode again = imported(fifth, lines);
        assertThat(again.path("status").asString()).as(rejections(fifth, again)).isEqualTo("completed");
        JsonNode after = fifth.get("/subscriptions/" + subscription).data();
        assertThat(after.path("scheduled_change")).isEqualTo(canceled.path("scheduled_change"));
        assertThat(after.path("updated_at")).isEqualTo(canceled.path("updated_at"));
        assertThat(fifth.get("/customers/" + customer).data().path("name").asString())
                .isEqualTo("Renamed Here");
    }

    @Test
    void two_merchants_may_call_different_things_by_the_same_id_and_a_corrected_line_is_taken_over() throws Exception {
        Merchant one = Merchant.create(portico, "one", "One");
        Merchant two = Merchant.create(portico, "two", "Two");
        imported(one, List.of(customer(1)));
        imported(two, List.of(customer(1).replace("Some One", "Some Two")));
        JsonNode corrected = imported(one, List.of(customer(1).replace("Some One", "Right One"), customer(2)));
        assertThat(corrected.path("updated").asInt()).isEqualTo(1);
        assertThat(corrected.path("created").asInt()).isEqualTo(1);
        assertThat(one.all("/customers?email=someone1@example.com"))
                .extracting(customer -> customer.path("name").asString())
                .containsExactly("Right One");
        assertThat(two.all("/customers"))
                .extracting(customer -> customer.path("name").asString())
                .containsExactly("Some Two");
    }

    private static List<String> person(int i) {
        return List.of(
                customer(i),
                "{\"type\":\"address\",\"external_id\":\"a" + i + "\",\"data\":{\"customer_external_id\":\"c" + i
                        + "\",\"country_code\":\"DE\",\"city\":\"Berlin\"}}",
                "{\"type\":\"subscription\",\"external_id\":\"s" + i + "\",\"data\":{\"customer_external_id\":\"c" + i
                        + "\",\"address_external_id\":\"a" + i
                        + "\",\"status\":\"active\",\"started_at\":\"2026-11-01T00:00:00Z\",\"current_billing_period\":{\"starts_at\":\"2026-11-01T00:00:00Z\",\"ends_at\":\"2026-12-01T00:00:00Z\"},\"items\":[{\"price_external_id\":\"m1\",\"quantity\":"
                        + (i + 1) + "}]}}",
                "{\"type\":\"transaction\",\"external_id\":\"t" + i + "\",\"data\":{\"customer_external_id\":\"c" + i
                        + "\",\"subscription_external_id\":\"s" + i
                        + "\",\"billed_at\":\"2026-11-01T00:00:00Z\",\"invoice_number\":\"OLD-" + i
                        + "\",\"items\":[{\"price_external_id\":\"m1\",\"quantity\":" + (i + 1) + "}]}}");
    }

    private static String customer(int i) {
        return "{\"type\":\"customer\",\"external_id\":\"c" + i
                + "\",\"data\":{\"name\":\"Some One\",\"email\":\"someone" + i + "@example.com\"}}";
    }

    private static JsonNode imported(Merchant merchant, List<String> lines) throws Exception {
        String id = send(merchant, "/imports?source=old-billing", String.join("\n", lines))
                .path("id")
                .asString();
        return finished(merchant, id);
    }

    private static JsonNode finished(Merchant merchant, String id) {
        await().atMost(Duration.ofMinutes(3))
                .until(() -> merchant.get("/imports/" + id)
                        .data()
                        .path("finished_at")
                        .isString());
        return merchant.get("/imports/" + id).data();
    }

    private static String rejections(Merchant merchant, JsonNode done) {
        String all = merchant.all("/imports/" + done.path("id").asString() + "/rejections")
                .toString();
        return all.substring(0, Math.min(all.length(), 4_000));
    }

    private static JsonNode send(Merchant merchant, String path, String body) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(merchant.api() + path))
                                .header("Authorization", "Bearer " + merchant.key())
                                .header("Content-Type", "application/x-ndjson")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return Merchant.JSON.readTree(answer.body()).path("data");
    }
}
