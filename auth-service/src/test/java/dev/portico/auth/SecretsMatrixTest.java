package dev.portico.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.auth.AuthService.Shop;
import dev.portico.auth.apikey.Permissions;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.TaskLinks;
import dev.portico.chassis.id.Sealer;
import dev.portico.chassis.id.Secrets;
import dev.portico.testing.Client;
import dev.portico.testing.Client.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Every kind of secret at every door: each opens the one that it was made for.
class SecretsMatrixTest {

    static final String EMAIL = "jo@shop.example";
    static final String COOKIE = Secrets.token();

    final Shop shop = AuthService.newShop();
    final String customer = AuthService.newCustomer(shop, EMAIL);
    final Client merchant = AuthService.RUNNING.as(new Caller.Merchant(shop.id(), "apikey_1", Permissions.ALL));

    final Map<String, Function<String, Answer>> doors = Map.of(
            "link",
                    secret -> shop.visitor()
                            .header("Cookie", "__Host-link=" + COOKIE)
                            .post("/sign-in/redeem", "{\"token\":\"" + secret + "\",\"email\":\"" + EMAIL + "\"}"),
            "pass", secret -> shop.visitor().post("/sign-in/pass", "{\"token\":\"" + secret + "\"}"),
            "key", secret -> AuthService.gateway().post("/gateway/api-keys/check", "{\"key\":\"" + secret + "\"}"),
            "task",
                    secret -> AuthService.gateway()
                            .post(
                                    "/gateway/tasks/check",
                                    "{\"merchant_id\":\"" + shop.id() + "\",\"task\":\"" + secret + "\"}"),
            "session",
                    secret -> AuthService.gateway()
                            .post(
                                    "/gateway/sessions/check",
                                    "{\"merchant_id\":\"" + shop.id() + "\",\"session\":\"" + secret + "\"}"));

    @Test
    void no_secret_opens_a_door_that_it_was_not_made_for() {
        String pass = pass();
        var secrets = new LinkedHashMap<String, String>();
        secrets.put("link", linkToken());
        secrets.put("pass", pass);
        secrets.put("key", shop.apiKey());
        secrets.put("session", session());
        secrets.put("task", task());
        secrets.put("link cookie", COOKIE);
        secrets.put("sealed link", AuthService.mailsOf(shop).getFirst().sealedLink());
        secrets.put("sealed link as a pass", "pga_" + secrets.get("sealed link"));
        secrets.put("pass without its prefix", pass.substring(4));
        secrets.put("pass as a task", "tsk_" + pass.substring(4));
        secrets.put("sealed link as a task", "tsk_" + secrets.get("sealed link"));
        secrets.put("task as a pass", "pga_" + secrets.get("task").substring(4));
        secrets.put("task without its prefix", secrets.get("task").substring(4));
        secrets.put("hash of the key", Secrets.sha256(shop.apiKey()));

        secrets.forEach((kind, secret) -> doors.forEach((door, open) -> {
            if (door.equals(kind)) return;
            Answer answer = open.apply(secret);
            assertThat(answer.status())
                    .as("%s at the door for a %s", kind, door)
                    .isIn(400, 404, 410);
            assertThat(answer.raw().headers().firstValue("Set-Cookie").filter(set -> set.startsWith("__Host-sid")))
                    .isEmpty();
        }));
        // None was used up by that: each still opens its own.
        doors.forEach((door, open) ->
                assertThat(open.apply(secrets.get(door)).status()).as(door).isEqualTo(200));
    }

    private String linkToken() {
        shop.visitor().header("Cookie", "__Host-link=" + COOKIE).post("/sign-in", "{\"email\":\"" + EMAIL + "\"}");
        await().untilAsserted(() -> assertThat(AuthService.mailsOf(shop)).hasSize(1));
        var mail = AuthService.mailsOf(shop).getFirst();
        String link = AuthService.RUNNING.bean(Sealer.class).open(mail.sealedLink(), mail.id());
        return link.substring(link.indexOf("#t=") + 3);
    }

    private String task() {
        String link = AuthService.RUNNING
                .bean(TaskLinks.class)
                .link("http://shop.localhost", new Caller.Payer(shop.id(), customer, "txn_1"));
        return link.substring(link.indexOf("#task=") + 6);
    }

    private String session() {
        String set = doors.get("pass")
                .apply(pass())
                .raw()
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        return set.substring(set.indexOf('=') + 1, set.indexOf(';'));
    }

    private String pass() {
        String link = merchant.post("/customers/" + customer + "/portal-sessions", "{}")
                .data()
                .path("urls")
                .path("general")
                .path("overview")
                .asString();
        return link.substring(link.indexOf("#token=") + 7);
    }
}
