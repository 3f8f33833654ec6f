package dev.portico.billing.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.portico.billing.BillingServiceApplication;
import dev.portico.billing.Samples;
import dev.portico.billing.transaction.Shop;
import dev.portico.chassis.caller.Caller;
import dev.portico.testing.Client;
import dev.portico.testing.RunningService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

class LedgerTest {

    static RunningService billing;

    Shop shop;
    String ada;

    @BeforeAll
    static void start() {
        billing = RunningService.start(BillingServiceApplication.class, "billing");
    }

    @AfterAll
    static void stop() {
        billing.close();
    }

    @BeforeEach
    void aShop() {
        shop = new Shop(billing);
        ada = shop.customer("ada");
    }

    @Test
    void an_entry_that_does_not_add_up_to_zero_can_not_be_made() {
        var postings = new Postings().debit(Account.PROVIDER, 100).credit(Account.RECEIVABLE, 99);
        assertThatIllegalArgumentException().isThrownBy(() -> postings.because(cause("one")));
        assertThat(new Postings().debit(Account.PROVIDER, 0).because(cause("one")))
                .isEmpty();
    }

    @Test
    void a_sale_and_its_refund_end_up_with_nothing_anywhere() {
        String sold = shop.paid(ada, shop.price("1000", Samples.MONTHLY), 2);
        awaitBalances(Map.of("provider", 2000L, "revenue", -2000L));
        assertThat(types(sold)).containsExactlyInAnyOrder("transaction_billed", "payment_captured");

        shop.created("/adjustments", """
                {"action":"refund","type":"full","transaction_id":"%s","reason":"a test"}""".formatted(sold));
        awaitBalances(Map.of());
        assertThat(types(sold))
                .containsExactlyInAnyOrder("transaction_billed", "payment_captured", "adjustment_approved");
        assertThat(shop.get("/ledger-accounts")
                        .valueStream()
                        .filter(account -> account.path("account").asString().equals("provider"))
                        .map(account -> account.path("debits").asString() + "-"
                                + account.path("credits").asString()))
                .containsExactly("2000-2000");
    }

    @Test
    void what_is_declined_is_no_money() {
        String price = shop.price("1000", null);
        shop.created("/transactions", """
                {"customer_id":"%s","items":[{"price_id":"%s"}],"payment_method_id":"%s"}""".formatted(ada, price, shop.card(ada, "declined")));
        shop.paid(ada, price, 1);
        awaitBalances(Map.of("provider", 1000L, "revenue", -1000L));
        assertThat(shop.get("/ledger-entries")).hasSize(2);
    }

    @Test
    void an_invoice_is_owed_until_it_is_paid_or_credited() {
        String billed = shop.created("/transactions", """
                {"customer_id":"%s","items":[{"price_id":"%s"}],"collection_mode":"manual","status":"billed",
                 "billing_details":{"payment_terms":{"interval":"day","frequency":14}}}""".formatted(ada, shop.price("1000", null)));
        awaitBalances(Map.of("receivable", 1000L, "revenue", -1000L));
        shop.created("/adjustments", """
                {"action":"credit","type":"full","transaction_id":"%s","reason":"a test"}""".formatted(billed));
        awaitBalances(Map.of());
    }

    @Test
    void whatever_is_handed_in_again_and_by_many_at_once_is_counted_once() throws Exception {
        Ledger ledger = billing.bean(Ledger.class);
        List<Entry> entries = IntStream.range(0, 30)
                .mapToObj(n -> new Postings()
                        .debit(Account.PROVIDER, 7)
                        .credit(Account.RECEIVABLE, 7)
                        .because(cause("att_" + n))
                        .orElseThrow())
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> all = new ArrayList<>();
            for (int from = 0; from < 6; from++) {
                List<Entry> some = entries.subList(from * 5, 30);
                all.add(() -> booked(ledger, some));
            }
            for (var done : threads.invokeAll(all)) done.get();
        }
        ledger.book(shop.house, entries);
        awaitBalances(Map.of("provider", 210L, "receivable", -210L));
        assertThat(shop.get("/ledger-entries?per_page=200")).hasSize(30);
    }

    @Test
    void what_was_counted_before_a_crash_is_written_down_without_being_counted_again() {
        Entry entry = new Postings()
                .debit(Account.PROVIDER, 7)
                .credit(Account.RECEIVABLE, 7)
                .because(cause("att_1"))
                .orElseThrow();
        Ledger ledger = billing.bean(Ledger.class);
        ledger.book(shop.house, List.of(entry));
        // Back to the moment between the two writes.
        var entries = billing.bean(MongoTemplate.class).getCollection("ledger_entries");
        Document written = entries.findOneAndDelete(new Document("_id", entry.id()));
        var books = billing.bean(MongoTemplate.class).getCollection("ledger_books");
        books.updateOne(
                new Document("merchantId", shop.merchantId),
                new Document("$set", new Document("waiting", List.of(written))));

        ledger.book(shop.house, List.of(entry));
        assertThat(shop.ids("/ledger-entries")).containsExactly(entry.id());
        assertThat(balances()).isEqualTo(Map.of("provider", 7L, "receivable", -7L));
        assertThat(books.find(new Document("merchantId", shop.merchantId))
                        .first()
                        .getList("waiting", Document.class))
                .isEmpty();
    }

    @Test
    void what_was_booked_before_a_crash_is_not_booked_again_but_its_mark_goes() {
        String sold = shop.paid(ada, shop.price("1000", null), 1);
        awaitBalances(Map.of("provider", 1000L, "revenue", -1000L));
        var transactions = billing.bean(MongoTemplate.class).getCollection("transactions");
        transactions.updateOne(new Document("_id", sold), new Document("$set", new Document("unbooked", 2L)));
        await().untilAsserted(() ->
                assertThat(transactions.find(new Document("_id", sold)).first()).doesNotContainKey("unbooked"));
        assertThat(balances()).isEqualTo(Map.of("provider", 1000L, "revenue", -1000L));
        assertThat(types(sold)).hasSize(2);
    }

    @Test
    void a_mark_that_is_taken_off_makes_no_new_version() {
        String sold = shop.paid(ada, shop.price("1000", null), 1);
        var transactions = billing.bean(MongoTemplate.class).getCollection("transactions");
        await().untilAsserted(() ->
                assertThat(transactions.find(new Document("_id", sold)).first()).doesNotContainKey("unbooked"));
        String tag = shop.client
                .get("/transactions/" + sold)
                .raw()
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        transactions.updateOne(new Document("_id", sold), new Document("$set", new Document("unbooked", 1L)));
        await().untilAsserted(() ->
                assertThat(transactions.find(new Document("_id", sold)).first()).doesNotContainKey("unbooked"));
        assertThat(shop.client.get("/transactions/" + sold).raw().headers().firstValue("ETag"))
                .as("taking a mark off makes no new version")
                .contains(tag);
    }

    @Test
    void a_list_holds_what_is_asked_for() {
        String price = shop.price("1000", null);
        String first = shop.paid(ada, price, 1);
        String grace = shop.customer("grace");
        String second = shop.paid(grace, price, 3);
        awaitBalances(Map.of("provider", 4000L, "revenue", -4000L));
        assertThat(types(first)).hasSize(2);
        assertThat(shop.ids("/ledger-entries?customer_id=" + grace))
                .containsExactlyInAnyOrderElementsOf(shop.ids("/ledger-entries?transaction_id=" + second));
        assertThat(shop.ids("/ledger-entries?account=provider")).hasSize(2);
        assertThat(shop.ids("/ledger-entries?account=tax")).isEmpty();
        assertThat(shop.ids("/ledger-entries?created_at%5BGT%5D=2020-01-01T00:00:00Z&order_by=created_at%5BASC%5D"))
                .hasSize(4);
        assertThat(shop.ids("/ledger-entries?created_at%5BLT%5D=2020-01-01T00:00:00Z"))
                .isEmpty();
        List<String> all = shop.ids("/ledger-entries");
        assertThat(shop.ids("/ledger-entries?per_page=2&after=" + all.get(1)))
                .containsExactlyElementsOf(all.subList(2, 4));
        assertThat(shop.get("/ledger-accounts?currency_code=USD")).isEmpty();
    }

    @Test
    void nobody_else_looks_into_a_merchants_books() {
        String sold = shop.paid(ada, shop.price("1000", null), 1);
        awaitBalances(Map.of("provider", 1000L, "revenue", -1000L));
        Client stranger = new Shop(billing).client;
        assertThat(stranger.get("/ledger-entries?transaction_id=" + sold).data())
                .isEmpty();
        assertThat(stranger.get("/ledger-accounts").data()).isEmpty();
        Client customer = billing.as(new Caller.Customer(shop.merchantId, ada, "s"));
        assertThat(customer.get("/ledger-entries").errorCode()).isEqualTo("forbidden");
        assertThat(customer.get("/ledger-accounts").errorCode()).isEqualTo("forbidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "account=cash",
                "account=",
                "account=$ne",
                "created_at=yesterday",
                "per_page=0",
                "order_by=amount%5BASC%5D",
                "after=ldg_nonsense%00"
            })
    void nothing_that_is_asked_makes_the_service_fail(String query) {
        assertThat(shop.client.get("/ledger-entries?" + query).status()).isBetween(400, 499);
    }

    private Cause cause(String subject) {
        return new Cause("payment_captured", subject, shop.merchantId, null, null, null, "EUR", Samples.NOW);
    }

    private boolean booked(Ledger ledger, List<Entry> entries) {
        ledger.book(shop.house, entries);
        return true;
    }

    private List<String> types(String transaction) {
        return shop.get("/ledger-entries?transaction_id=" + transaction)
                .valueStream()
                .map(entry -> entry.path("type").asString())
                .toList();
    }

    // Accounts on which there is nothing are left out.
    private void awaitBalances(Map<String, Long> expected) {
        await().untilAsserted(() -> assertThat(balances()).isEqualTo(expected));
    }

    private Map<String, Long> balances() {
        var balances = new TreeMap<String, Long>();
        for (JsonNode account : shop.get("/ledger-accounts")) {
            long balance = Long.parseLong(account.path("balance").asString());
            if (balance != 0) balances.put(account.path("account").asString(), balance);
        }
        return balances;
    }
}
