package dev.portico.billing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Ids;
import dev.portico.embedded.store.EmbeddedStore;
import dev.portico.testing.Client;
import dev.portico.testing.Client.Answer;
import dev.portico.testing.RunningService;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The lists of customers and of what is theirs, and what a list costs.
class PeopleListsTest {

    static final Ids IDS = new Ids(Clock.systemUTC());
    static final String DATABASE = "people";
    static EmbeddedStore store;
    static RunningService billing;

    final String merchantId = IDS.next("mer");
    final Client shop = billing.as(new Caller.Merchant(merchantId, "apikey_1", Samples.PERMISSIONS));
    String customer;

    @BeforeAll
    static void start() {
        store = EmbeddedStore.inMemory();
        billing = RunningService.start(
                BillingServiceApplication.class,
                "billing",
                Map.of("spring.mongodb.uri", store.connectionString(DATABASE)));
    }

    @AfterAll
    static void stop() {
        billing.close();
        store.close();
    }

    @BeforeEach
    void aCustomer() {
        customer = created("/customers", "{\"email\":\"ada@customers.example\",\"name\":\"Ada\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"customers", "addresses", "businesses", "payment-methods"})
    void every_list_is_paged_and_ordered_alike(String kind) {
        List<String> all = seven(kind);
        String path = path(kind);

        var first = shop.get(path + "?per_page=3");
        var pagination = first.body().path("meta").path("pagination");
        assertThat(ids(first)).containsExactlyElementsOf(all.reversed().subList(0, 3));
        assertThat(pagination.path("per_page").asInt()).isEqualTo(3);
        assertThat(pagination.path("has_more").asBoolean()).isTrue();
        assertThat(pagination.path("estimated_total").asInt()).isEqualTo(7);
        assertThat(shop.get(path + "?per_page=9999")
                        .body()
                        .path("meta")
                        .path("pagination")
                        .path("per_page")
                        .asInt())
                .isEqualTo(200);
        for (String by : orders(kind)) {
            assertThat(walk(path + "?per_page=2&order_by=" + by + "%5BASC%5D"))
                    .as("%s by %s", kind, by)
                    .containsExactlyElementsOf(all);
            assertThat(walk(path + "?per_page=3&order_by=" + by + "%5BDESC%5D"))
                    .as("%s by %s, backwards", kind, by)
                    .containsExactlyElementsOf(all.reversed());
        }
        for (String wrong : List.of("merchantId%5BASC%5D", "custom_data%5BASC%5D", "id", "id%5BUP%5D", ""))
            assertThat(shop.get(path + "?order_by=" + wrong).errorCode())
                    .as(wrong)
                    .isEqualTo("invalid_field");
        assertThat(shop.get(path + "?per_page=0").errorCode()).isEqualTo("invalid_field");
    }

    @ParameterizedTest
    @ValueSource(strings = {"customers", "addresses", "businesses"})
    void a_list_holds_the_active_ones_unless_others_are_asked_for(String kind) {
        List<String> all = seven(kind);
        String path = path(kind);
        String gone = all.get(2);
        assertThat(shop.patch(path + "/" + gone, "{\"status\":\"archived\"}")
                        .data()
                        .path("status")
                        .asString())
                .isEqualTo("archived");
        assertThat(shop.get(path + "/" + gone).status()).isEqualTo(200);
        assertThat(walk(path)).hasSize(6).doesNotContain(gone);
        assertThat(walk(path + "?status=archived")).containsExactly(gone);
        assertThat(walk(path + "?status=archived,active")).hasSize(7);
        assertThat(walk(path + "?id=" + gone + "," + all.getFirst())).containsExactly(all.getFirst());
        assertThat(shop.get(path + "?status=gone").errorCode()).isEqualTo("invalid_field");
        assertThat(shop.get(path + "?search=" + "x".repeat(101)).errorCode()).isEqualTo("invalid_field");
    }

    @Test
    void people_are_found_by_what_is_known_of_them() {
        String zoe = created("/customers", "{\"email\":\"zoe+a@x.example\",\"name\":\"Zoë (K.)\"}");
        assertThat(walk("/customers?search=" + encoded("(k."))).containsExactly(zoe);
        assertThat(walk("/customers?search=ZOE%2Ba")).containsExactly(zoe);
        assertThat(walk("/customers?email=" + encoded("Zoe+A@x.example,ada@customers.example")))
                .containsExactly(zoe, customer);
        String paris = created(path("addresses"), "{\"country_code\":\"FR\",\"city\":\"Paris\"}");
        created(path("addresses"), "{\"country_code\":\"FR\",\"city\":\"Lyon\"}");
        assertThat(walk(path("addresses") + "?search=pari")).containsExactly(paris);
        String olio = created(
                path("businesses"), "{\"name\":\"Olio\",\"tax_identifier\":\"IO-12\",\"company_number\":\"7-7\"}");
        created(path("businesses"), "{\"name\":\"Other\"}");
        // Ids are searched, too: none of these can stand in one.
        for (String text : List.of("oli", "io-1", "7-7"))
            assertThat(walk(path("businesses") + "?search=" + text)).containsExactly(olio);
        String card =
                created(path("payment-methods"), "{\"token\":\"tok_sandbox_visa\",\"address_id\":\"" + paris + "\"}");
        created(path("payment-methods"), "{\"token\":\"tok_sandbox_visa\"}");
        assertThat(walk(path("payment-methods") + "?supports_checkout=true&address_id=" + paris))
                .containsExactly(card);
        assertThat(shop.get(path("payment-methods") + "?supports_checkout=maybe")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "customers, customers",
        "addresses, addresses",
        "businesses, businesses",
        "payment-methods, payment_methods"
    })
    void a_page_costs_no_more_than_it_holds(String kind, String collection) {
        seven(kind);
        if (!kind.equals("payment-methods"))
            for (String id : ids(shop.get(path(kind) + "?per_page=2")))
                shop.patch(path(kind) + "/" + id, "{\"status\":\"archived\"}");
        Client uncounted = shop.header("Skip-Count", "true");
        for (String part : List.of("", "&order_by=id%5BASC%5D"))
            assertThat(examined(collection, () -> ids(uncounted.get(path(kind) + "?per_page=3" + part))))
                    .as(kind + part)
                    .isLessThanOrEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"created_at", "updated_at", "email", "name"})
    void customers_are_ordered_by_an_index(String by) {
        seven("customers");
        Client uncounted = shop.header("Skip-Count", "true");
        for (String direction : List.of("ASC", "DESC")) {
            String path = "/customers?per_page=3&order_by=" + by + "%5B" + direction + "%5D";
            assertThat(examined("customers", () -> ids(uncounted.get(path))))
                    .as(path)
                    .isLessThanOrEqualTo(4);
        }
    }

    // The least of several, as the outbox looks at the same documents in between.
    private static long examined(String collection, Runnable query) {
        return LongStream.range(0, 20)
                .map(_ -> {
                    long before = store.documentsExamined(DATABASE, collection);
                    query.run();
                    return store.documentsExamined(DATABASE, collection) - before;
                })
                .min()
                .orElseThrow();
    }

    // All of a kind, in the order in which they were made; every field they may be ordered by rises with it.
    private List<String> seven(String kind) {
        var all = new ArrayList<String>();
        if (kind.equals("customers")) all.add(customer);
        for (char letter = 'b'; all.size() < 7; letter++) {
            String body = switch (kind) {
                case "customers" -> "{\"email\":\"" + letter + "@x.example\",\"name\":\"B" + letter + "\"}";
                case "addresses" -> "{\"country_code\":\"DE\"}";
                case "businesses" -> "{\"name\":\"" + letter + "\"}";
                default -> "{\"token\":\"tok_sandbox_visa\"}";
            };
            all.add(created(path(kind), body));
        }
        return all;
    }

    private static List<String> orders(String kind) {
        return switch (kind) {
            case "customers" -> List.of("id", "created_at", "updated_at", "email", "name");
            case "businesses" -> List.of("id", "created_at", "updated_at", "name");
            case "payment-methods" -> List.of("id", "saved_at", "updated_at");
            default -> List.of("id", "created_at", "updated_at");
        };
    }

    private String path(String kind) {
        return kind.equals("customers") ? "/customers" : "/customers/" + customer + "/" + kind;
    }

    private List<String> walk(String path) {
        var all = new ArrayList<String>();
        for (String at = path; ; ) {
            Answer answer = shop.get(at);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            all.addAll(ids(answer));
            var pagination = answer.body().path("meta").path("pagination");
            assertThat(pagination.path("next").asString()).startsWith(RunningService.ORIGIN + "/customers");
            if (!pagination.path("has_more").asBoolean()) return all;
            URI next = URI.create(pagination.path("next").asString());
            at = next.getRawPath() + "?" + next.getRawQuery();
        }
    }

    private static List<String> ids(Answer answer) {
        var ids = new ArrayList<String>();
        answer.data().forEach(item -> ids.add(item.path("id").asString()));
        return ids;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String created(String path, String body) {
        var answer = shop.post(path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.data().path("id").asString();
    }
}
