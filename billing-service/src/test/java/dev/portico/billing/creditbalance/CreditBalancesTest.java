package dev.portico.billing.creditbalance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.portico.billing.BillingServiceApplication;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.money.Money;
import dev.portico.testing.Client;
import dev.portico.testing.RunningService;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CreditBalancesTest {

    static final Ids IDS = new Ids(Clock.systemUTC());
    static RunningService billing;

    final String merchantId = IDS.next("mer");
    final Caller caller = new Caller.Service(merchantId, "a test");
    final Client shop =
            billing.as(new Caller.Merchant(merchantId, "apikey_1", Set.of("customer.read", "customer.write")));
    final CreditBalances balances = billing.bean(CreditBalances.class);
    String customer;

    @BeforeAll
    static void start() {
        billing = RunningService.start(BillingServiceApplication.class, "billing");
    }

    @AfterAll
    static void stop() {
        billing.close();
    }

    @BeforeEach
    void aCustomer() {
        customer = shop.post("/customers", "{\"email\":\"ada@customers.example\"}")
                .data()
                .path("id")
                .asString();
    }

    @Test
    void a_credit_is_used_as_far_as_it_goes_and_once_for_each_transaction() {
        balances.credit(caller, customer, euros(1000), "adj_1");
        balances.credit(caller, customer, euros(1000), "adj_1");
        assertThat(balances.use(caller, customer, euros(300), "txn_1")).isEqualTo(euros(300));
        assertThat(balances.use(caller, customer, euros(300), "txn_1")).isEqualTo(euros(300));
        assertThat(balances.use(caller, customer, euros(5000), "txn_2")).isEqualTo(euros(700));
        assertThat(balances.use(caller, customer, euros(5000), "txn_3")).isEqualTo(euros(0));
        balances.credit(caller, customer, euros(50), "adj_2");
        assertThat(balances.use(caller, customer, euros(5000), "txn_3")).isEqualTo(euros(0));
        balances.release(caller, customer, "EUR", "txn_2");
        balances.release(caller, customer, "EUR", "txn_2");
        assertThat(balances.of(caller, customer))
                .containsExactly(
                        new CreditBalanceView(customer, "EUR", new CreditBalanceView.Balance("750", "0", "300")));
    }

    @Test
    void those_who_use_the_last_credit_at_once_share_it() throws Exception {
        balances.credit(caller, customer, euros(500), "adj_1");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Money>> uses = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String cause = "txn_" + i % 4;
                uses.add(threads.submit(() -> balances.use(caller, customer, euros(200), cause)));
            }
            for (var use : uses) use.get();
        }
        assertThat(balances.of(caller, customer).getFirst().balance())
                .isEqualTo(new CreditBalanceView.Balance("0", "0", "500"));
    }

    @Test
    void the_list_has_paddles_shape_without_pages() {
        String path = "/customers/" + customer + "/credit-balances";
        assertThat(shop.get(path).data()).isEmpty();
        balances.credit(caller, customer, euros(1000), "adj_1");
        balances.credit(caller, customer, new Money(7, "JPY"), "adj_2");
        balances.use(caller, customer, new Money(7, "USD"), "txn_1");
        var all = shop.get(path);
        assertThat(all.data()).hasSize(2);
        assertThat(all.body().path("meta").has("pagination")).isFalse();
        assertThat(all.body().path("meta").path("request_id").asString()).isNotEmpty();
        var yen = shop.get(path + "?currency_code=JPY%2CUSD").data();
        assertThat(yen).hasSize(1);
        assertThat(yen.path(0).toString())
                .isEqualTo(
                        "{\"customer_id\":\"" + customer
                                + "\",\"currency_code\":\"JPY\",\"balance\":{\"available\":\"7\",\"reserved\":\"0\",\"used\":\"0\"}}");
        assertThat(shop.get(path + "?currency_code=,%00,$ne").status()).isEqualTo(200);
    }

    @Test
    void a_customer_sees_his_own_balance_and_a_stranger_nothing() {
        String path = "/customers/" + customer + "/credit-balances";
        balances.credit(caller, customer, euros(1000), "adj_1");
        Client himself = billing.as(new Caller.Customer(merchantId, customer, "s"));
        Client neighbour = billing.as(new Caller.Customer(merchantId, IDS.next("ctm"), "s"));
        Client elsewhere = billing.as(new Caller.Merchant(IDS.next("mer"), "k", Set.of("customer.read")));
        Client unable = billing.as(new Caller.Merchant(merchantId, "k", Set.of("customer.write")));
        String unknown =
                shop.get("/customers/" + IDS.next("ctm") + "/credit-balances").withoutRequestId();
        assertThat(himself.get(path).data()).hasSize(1);
        assertThat(neighbour.get(path).withoutRequestId()).isEqualTo(unknown);
        assertThat(elsewhere.get(path).withoutRequestId()).isEqualTo(unknown);
        assertThat(unable.get(path).errorCode()).isEqualTo("forbidden");
    }

    @Test
    void nobody_is_credited_who_is_not_there_nor_more_than_can_be_counted() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> balances.credit(caller, IDS.next("ctm"), euros(1), "adj_1"));
        balances.credit(caller, customer, euros(Long.MAX_VALUE), "adj_1");
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> balances.credit(caller, customer, euros(1), "adj_2"));
    }

    private static Money euros(long minor) {
        return new Money(minor, "EUR");
    }
}
