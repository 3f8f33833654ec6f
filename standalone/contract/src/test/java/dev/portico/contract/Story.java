package dev.portico.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A merchant's first month, told over the API: what the reference shows is what happens here. Each operation's first
/// request becomes its example, so it is told with values that explain themselves.
final class Story {

    private final Recorder api;
    private final String operator;
    private final String backEnd;
    private String key = "";
    private String webhook = "";

    /// @param operator the operator's key
    /// @param backEnd where the merchant's own server hears of events
    Story(Recorder api, String operator, String backEnd) {
        this.api = api;
        this.operator = operator;
        this.backEnd = backEnd;
    }

    void tell() {
        merchant();
        webhook();
        String monthly = catalogue();
        letterhead();
        time();
        String customer = customer();
        String card = card(customer);
        JsonNode sold = sale(customer, monthly, card);
        subscription(sold.path("subscription_id").asString());
        portal(customer, sold.path("subscription_id").asString());
        invoice(customer, sold.path("id").asString());
        unpaid(customer, monthly, card);
        farewell(customer, card);
        told();
        emails();
    }

    private void merchant() {
        var created = ok(operator, "POST", "/merchants", """
                {"name": "Acme Analytics", "slug": "acme", "brand_color": "#7c3aed", "support_email": "help@acme.example"}""");
        key = created.data().path("api_key").asString();
        String path = "/merchants/" + created.id();
        ok(operator, "GET", "/merchants", null);
        ok(operator, "GET", path, null);
        ok(operator, "POST", path + "/api-keys", null);
        get("/merchants/current");
        patch("/merchants/current", """
                {"return_url": "https://acme.example/account"}""");
        String reader = post("/api-keys", """
                {"name": "Reporting", "permissions": ["customer.read", "transaction.read"]}""");
        get("/api-keys");
        get("/api-keys/" + reader);
        patch("/api-keys/" + reader, """
                {"description": "The nightly report"}""");
        String successor = post("/api-keys/" + reader + "/rotate", """
                {"overlap_hours": 48}""");
        post("/api-keys/" + successor + "/revoke", null);
        delete("/api-keys/" + reader);
        get("/portal-configuration");
        patch("/portal-configuration", """
                {"brand_color": "#0f766e", "custom_domain": "billing.acme.example"}""");
        post("/portal-configuration/verify-domain", null);
        get("/tax-settings");
        patch("/tax-settings", """
                {"default_tax_mode": "location", "reverse_charge": true,
                 "rates": [{"country_code": "DE", "rate": "0.19", "name": "USt"},
                           {"country_code": "DE", "tax_category": "ebooks", "rate": "0.07", "name": "USt"},
                           {"country_code": "US", "region": "NY", "rate": "0.04", "name": "Sales tax"}]}""");
    }

    private void letterhead() {
        get("/invoice-settings");
        patch("/invoice-settings", """
                {"company_number": "HRB 123456", "footer": "Managing director: Ada Lovelace. Registered in Hamburg.",
                 "bank_details": {"account_holder": "Nordlicht Verlag", "iban": "DE89 3704 0044 0532 0130 00", "bic": "COBADEFFXXX"}}""");
    }

    private void time() {
        get("/subscription-settings");
        patch("/subscription-settings", """
                {"payment_retry_days": [1, 3, 5, 7], "after_last_retry": "cancel", "refund_on_immediate_cancel": "prorated",
                 "trial_reminder_days": 3, "renewal_reminder_days": 30, "renewal_reminders": "yearly"}""");
        String clock = post("/test-clocks", """
                {"name": "A year ahead", "frozen_time": "2027-01-31T09:00:00Z"}""");
        post("/customers", """
                {"email": "trial@customers.example", "test_clock_id": "%s"}""".formatted(clock));
        ok(key, "POST", "/test-clocks/" + clock + "/advance", """
                {"frozen_time": "2027-03-31T09:00:00Z"}""");
        String path = "/test-clocks/" + clock;
        until(() -> api.look(key, path).data().path("status").asString().equals("ready"));
        get("/test-clocks");
        get(path);
    }

    private void webhook() {
        get("/event-types");
        webhook = post("/notification-settings", """
                {"description": "Back end", "type": "url", "destination": "%s/portico",
                 "subscribed_events": ["customer.created"]}""".formatted(backEnd));
        get("/notification-settings");
        get("/notification-settings/" + webhook);
    }

    private void told() {
        String delivered = "/notifications?status=delivered";
        until(() -> !api.look(key, delivered).data().isEmpty());
        get("/events?event_type=customer.created");
        get(delivered);
        String notification = api.look(key, delivered).data().path(0).path("id").asString();
        get("/notifications/" + notification);
        get("/notifications/" + notification + "/logs");
        ok(key, "POST", "/notifications/" + notification + "/replay", null);
        String path = "/notification-settings/" + webhook;
        patch(path, """
                {"subscribed_events": ["customer.created", "subscription.canceled", "transaction.completed"]}""");
        ok(key, "POST", path + "/rotate-secret", null);
        delete(path);
    }

    private void emails() {
        get("/email-settings");
        patch("/email-settings", """
                {"kinds": {"renewal_upcoming": {"enabled": false},
                           "receipt": {"texts": {"en": {"intro": "Thank you! {amount} for {items} has reached us."}}}}}""");
        ok(key, "POST", "/email-previews", """
                {"kind": "receipt", "locale": "en"}""");
    }

    private String catalogue() {
        String product = post("/products", """
                {"name": "Analytics Pro", "description": "Dashboards for teams", "tax_category": "saas",
                 "custom_data": {"plan": "pro"}}""");
        get("/products?status=active&order_by=id[DESC]&per_page=10");
        get("/products/" + product);
        patch("/products/" + product, """
                {"description": "Dashboards and alerts for teams"}""");
        String price = post("/prices", """
                {"product_id": "%s", "description": "Pro, monthly",
                 "unit_price": {"amount": "4900", "currency_code": "USD"},
                 "billing_cycle": {"interval": "month", "frequency": 1}}""".formatted(product));
        get("/prices?product_id=" + product);
        get("/prices/" + price);
        patch("/prices/" + price, """
                {"name": "Monthly"}""");
        return price;
    }

    private String customer() {
        String customer = post("/customers", """
                {"name": "Ada Lovelace", "email": "ada@customers.example", "locale": "en",
                 "custom_data": {"crm_id": "4711"}}""");
        get("/customers?email=ada@customers.example");
        String path = "/customers/" + customer;
        get(path);
        patch(path, """
                {"name": "Ada King"}""");
        String address = post(path + "/addresses", """
                {"first_line": "12 St James’s Square", "city": "London", "postal_code": "SW1Y 4JH", "country_code": "GB"}""");
        get(path + "/addresses");
        get(path + "/addresses/" + address);
        patch(path + "/addresses/" + address, """
                {"description": "Home"}""");
        return customer;
    }

    private String card(String customer) {
        String path = "/customers/" + customer + "/payment-methods";
        String card = post(path, """
                {"token": "tok_sandbox_visa"}""");
        get(path);
        get(path + "/" + card);
        return card;
    }

    private JsonNode sale(String customer, String price, String card) {
        JsonNode sold = ok(key, "POST", "/transactions", """
                {"customer_id": "%s", "items": [{"price_id": "%s", "quantity": 2}], "payment_method_id": "%s"}""".formatted(customer, price, card))
                .data();
        assertThat(sold.path("status").asString()).isEqualTo("completed");
        return sold;
    }

    private void subscription(String subscription) {
        String path = "/subscriptions/" + subscription;
        eventually(path);
        get("/subscriptions?status=active");
        post(path + "/cancel", """
                {"effective_from": "next_billing_period"}""");
        patch(path, """
                {"scheduled_change": null}""");
    }

    private void portal(String customer, String subscription) {
        post("/customers/" + customer + "/portal-sessions", """
                {"subscription_ids": ["%s"]}""".formatted(subscription));
        post("/customers/" + customer + "/auth-token", null);
        get("/customers/" + customer + "/sign-ins");
        get("/sign-ins?per_page=10");
        delete("/customers/" + customer + "/sessions");
        delete("/customers/" + customer + "/passkeys");
    }

    private void invoice(String customer, String transaction) {
        eventually("/transactions/" + transaction + "/invoice");
        get("/invoices");
        get("/invoices/archive?customer_id=" + customer + "&year=" + Year.now(ZoneOffset.UTC));
        get("/transactions?status=completed");
        get("/transactions/" + transaction);
    }

    private void unpaid(String customer, String price, String card) {
        String open = post("/transactions", """
                {"customer_id": "%s", "items": [{"price_id": "%s", "quantity": 1}]}""".formatted(customer, price));
        post("/transactions/" + open + "/pay", """
                {"payment_method_id": "%s"}""".formatted(card));
    }

    private void farewell(String customer, String card) {
        delete("/customers/" + customer + "/payment-methods/" + card);
    }

    // What is made of events appears a little after what caused it.
    private void eventually(String path) {
        until(() -> api.send(key, "GET", path, null).status() == 200);
    }

    private static void until(Callable<Boolean> happened) {
        await().atMost(Duration.ofSeconds(30)).until(happened);
    }

    private void get(String path) {
        ok(key, "GET", path, null);
    }

    private String post(String path, @Nullable String body) {
        return ok(key, "POST", path, body).id();
    }

    private void patch(String path, String body) {
        ok(key, "PATCH", path, body);
    }

    private void delete(String path) {
        ok(key, "DELETE", path, null);
    }

    private Recorder.Answer ok(String as, String verb, String path, @Nullable String body) {
        var answer = api.send(as, verb, path, body);
        assertThat(answer.status()).as(verb + " " + path + " " + answer.body()).isLessThan(300);
        return answer;
    }
}
