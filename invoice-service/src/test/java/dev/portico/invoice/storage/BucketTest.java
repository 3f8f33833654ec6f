package dev.portico.invoice.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Insider;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.id.Secrets;
import dev.portico.events.AuthEvents;
import dev.portico.events.BillingEvents;
import dev.portico.invoice.InvoiceServiceApplication;
import dev.portico.testing.Client;
import dev.portico.testing.Events;
import dev.portico.testing.RunningService;
import dev.portico.testing.Samples;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Exception;

class BucketTest {

    static final Ids IDS = new Ids(Clock.systemUTC());
    static BucketServer server;
    static RunningService invoices;

    final String merchantId = IDS.next("mer");
    final String customer = IDS.next("ctm");
    final String transaction = IDS.next("txn");
    final Client shop = invoices.as(new Caller.Merchant(merchantId, "apikey_1", Set.of("transaction.read")));
    final Client anybody = invoices.as(new Insider.Anonymous());

    @BeforeAll
    static void start() throws IOException {
        server = new BucketServer();
        invoices = RunningService.start(
                InvoiceServiceApplication.class,
                "invoice",
                Map.of(
                        "spring.kafka.consumer.group-id", "invoice-bucket",
                        "portico.invoice.storage.bucket", "papers",
                        "portico.invoice.storage.endpoint", server.endpoint(),
                        "portico.invoice.storage.region", "eu-test",
                        "portico.invoice.storage.access-key", BucketServer.ACCESS_KEY,
                        "portico.invoice.storage.secret-key", "secret"));
    }

    @AfterAll
    static void stop() {
        invoices.close();
        server.close();
    }

    @BeforeEach
    void aMerchantAndACustomer() {
        server.down = false;
        Events.publish(AuthEvents.MERCHANT_CREATED, merchantId, null, merchantId, 1, Samples.merchant(merchantId));
        Events.publish(
                BillingEvents.CUSTOMER_CREATED, merchantId, customer, customer, 1, Samples.customer(customer, "en"));
    }

    @Test
    void an_invoice_lies_in_the_bucket_under_its_merchant_and_hash_and_can_be_read() {
        pay();
        byte[] pdf = opened();
        String key = "/papers/" + merchantId + "/" + Secrets.sha256(pdf) + ".pdf";
        assertThat(server.objects).containsEntry(key, pdf);
        assertThat(server.objects.keySet().stream().filter(name -> name.contains(merchantId)))
                .containsExactly(key);
    }

    @Test
    void what_was_changed_in_the_bucket_is_shown_to_nobody() {
        pay();
        opened();
        server.objects.replaceAll((key, pdf) -> key.contains(merchantId) ? new byte[] {1} : pdf);
        assertThat(anybody.get(link()).status()).isEqualTo(500);
    }

    @Test
    void a_foreign_merchant_gets_nothing_though_it_lies_in_the_same_bucket() {
        pay();
        opened();
        Client elsewhere = invoices.as(new Caller.Merchant(IDS.next("mer"), "k", Set.of("transaction.read")));
        assertThat(elsewhere.get(path()).status()).isEqualTo(404);
    }

    @Test
    void an_invoice_is_made_when_the_bucket_is_back_and_is_not_told_of_before() {
        server.down = true;
        pay();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(server.turnedAway).hasPositiveValue());
        assertThat(shop.get(path()).status()).isEqualTo(404);
        server.down = false;
        assertThat(opened()).isNotEmpty();
    }

    @Test
    void what_is_not_there_is_told_from_a_bucket_that_does_not_let_one_in() {
        try (var bucket = new Bucket(settings(BucketServer.ACCESS_KEY));
                var locked = new Bucket(settings("nobody"))) {
            assertThat(bucket.get("mer_1/unknown.pdf")).isEmpty();
            bucket.put("mer_1/a b.pdf", new byte[] {1, 2});
            assertThat(bucket.get("mer_1/a b.pdf")).hasValue(new byte[] {1, 2});
            assertThatThrownBy(() -> locked.get("mer_1/a b.pdf")).isInstanceOf(S3Exception.class);
            assertThatThrownBy(() -> locked.put("mer_1/b.pdf", new byte[] {1})).isInstanceOf(S3Exception.class);
        }
    }

    @Test
    void a_bucket_without_keys_is_refused_at_once() {
        assertThatThrownBy(() -> settings(" ")).hasMessageContaining("portico.invoice.storage.access-key");
    }

    private static StorageSettings settings(String accessKey) {
        return new StorageSettings(
                "papers",
                server.endpoint(),
                "eu-test",
                accessKey,
                "secret",
                Duration.ofSeconds(2),
                Duration.ofSeconds(5));
    }

    private void pay() {
        var price = Samples.price(IDS.next("pri"), IDS.next("pro"), "4900", "month");
        Events.publish(
                BillingEvents.TRANSACTION_COMPLETED,
                merchantId,
                customer,
                transaction,
                3,
                Samples.paid(transaction, customer, price));
    }

    private byte[] opened() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(shop.get(path()).status()).isEqualTo(200));
        var answer = anybody.get(link()).raw();
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private String link() {
        return shop.get(path()).data().path("url").asString().substring(RunningService.ORIGIN.length());
    }

    private String path() {
        return "/transactions/" + transaction + "/invoice";
    }
}
