package dev.portico.auth.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.auth.AuthService;
import dev.portico.auth.AuthService.Shop;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.TaskLinks;
import dev.portico.chassis.id.Sealer;
import dev.portico.testing.Client.Answer;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class TasksTest {

    final Shop shop = AuthService.newShop();
    final String customer = AuthService.newCustomer(shop, "ada@shop.example");
    final TaskLinks links = AuthService.RUNNING.bean(TaskLinks.class);
    final String token = token(links, shop, customer);

    @Test
    void the_gateway_learns_whose_task_it_is_and_which() {
        Answer known = check(shop, token);
        assertThat(known.status()).isEqualTo(200);
        assertThat(known.data().path("customer_id").asString()).isEqualTo(customer);
        assertThat(known.data().path("transaction_id").asString()).isEqualTo("txn_1");
        assertThat(check(shop, token).status()).as("as often as it is asked").isEqualTo(200);
    }

    @Test
    void a_link_that_opens_nothing_here_is_unknown_whatever_is_wrong_with_it() {
        Shop other = AuthService.newShop();
        var house = AuthService.RUNNING.bean(Sealer.class);
        var past = new TaskLinks(
                house,
                Clock.offset(
                        Clock.systemUTC(), TaskLinks.LIFETIME.plusSeconds(1).negated()));
        String unknown = check(shop, "tsk_nothing").withoutRequestId();
        assertThat(check(other, token).withoutRequestId()).isEqualTo(unknown);
        assertThat(check(shop, token(past, shop, customer)).withoutRequestId()).isEqualTo(unknown);
        assertThat(check(shop, token.replace("tsk_", "pga_")).withoutRequestId())
                .isEqualTo(unknown);
        assertThat(check(shop, token(links, shop, "ctm_unknown")).withoutRequestId())
                .isEqualTo(unknown);
    }

    @Test
    void an_archived_customers_link_opens_nothing_any_more() {
        AuthService.archive(shop, customer, "ada@shop.example");
        assertThat(check(shop, token).status()).isEqualTo(404);
    }

    @Test
    void only_the_gateway_may_ask_and_nobody_signs_in_with_it() {
        assertThat(shop.visitor().post("/gateway/tasks/check", "{}").status()).isEqualTo(403);
        var payer = AuthService.RUNNING.as(new Caller.Payer(shop.id(), customer, "txn_1"));
        for (String path : new String[] {"/portal", "/session", "/sessions"})
            assertThat(payer.get(path).errorCode()).as(path).isEqualTo("forbidden");
        for (String path : new String[] {"/sign-in", "/sign-in/redeem", "/sign-in/pass", "/gateway/tasks/check"})
            assertThat(payer.post(path, "{}").errorCode()).as(path).isEqualTo("forbidden");
    }

    private static Answer check(Shop at, String shown) {
        return AuthService.gateway()
                .post("/gateway/tasks/check", "{\"merchant_id\":\"" + at.id() + "\",\"task\":\"" + shown + "\"}");
    }

    private static String token(TaskLinks by, Shop shop, String customer) {
        String link = by.link("http://shop.localhost", new Caller.Payer(shop.id(), customer, "txn_1"));
        return link.substring(link.indexOf("#task=") + 6);
    }
}
