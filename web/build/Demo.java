import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.portico.web.Asset;
import dev.portico.web.PortalAssets;
import dev.portico.web.Shell;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Shows the web app without any service behind it, for work on screens. Not part of the jar.
///
/// `java -classpath target/classes build/Demo.java 8099`, then `http://acme.localhost:8099`. The host sets the scene:
/// its parts are `guest` (signed out), `empty` (no data), `broken` (lists fail),
/// `stale` (signed in long ago), `changing` (his e-mail address), a language, or a hex colour, as in
/// `http://guest-ar.localhost:8099` or `http://acme-ffd400.localhost:8099`.
public final class Demo {
  static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");
  // A vault beside it: PORTICO_SEALING_KEY=… java -jar standalone/vault/target/vault.jar
  static final String FORM = "http://localhost:8090";
  static final PortalAssets ASSETS = PortalAssets.load();
  static final Map<String, String> STATE = new LinkedHashMap<>();

  final HttpExchange http;
  final String scene;
  final String path;

  Demo(HttpExchange http) {
    this.http = http;
    this.scene = "-" + http.getRequestHeaders().getFirst("Host").split("\\.")[0] + "-";
    this.path = http.getRequestURI().getPath();
  }

  public static void main(String[] args) throws IOException {
    var server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", http -> {
      try (http) {
        new Demo(http).answer();
      } catch (RuntimeException e) {
        e.printStackTrace();
      }
    });
    server.start();
    System.out.println("http://acme.localhost:" + args[0]);
  }

  boolean is(String word) {
    return scene.contains("-" + word + "-");
  }

  String language() {
    return ASSETS.languages().stream().filter(this::is).findFirst().orElse("en");
  }

  String color() {
    return scene.matches(".*-[0-9a-f]{6}-.*") ? "#" + scene.replaceFirst(".*-([0-9a-f]{6})-.*", "$1") : "#0f766e";
  }

  String name() {
    return is("long") ? "The Extraordinarily Long Company Name of Northern Lights GmbH & Co. KG" : "Acme Analytics";
  }

  void answer() throws IOException {
    if (path.startsWith("/api/")) api(path.substring(4), http.getRequestMethod());
    else if (path.equals("/brand.css")) send(200, "text/css", ASSETS.brandCss(color()));
    else if (path.startsWith("/assets/")) asset(ASSETS.find(path).orElseThrow());
    else if (is("nobody")) send(404, "text/html;charset=utf-8", ASSETS.unknownHostPage(language()));
    else send(200, "text/html;charset=utf-8", ASSETS.shell(new Shell(language(), name(), color(), path, FORM + "/form?merchant=mer_01h84cjfwmdph1k8kgsyjt3k7z")));
  }

  void asset(Asset asset) throws IOException {
    http.getResponseHeaders().set("Content-Encoding", "gzip");
    http.getResponseHeaders().set("Content-Type", asset.contentType());
    http.getResponseHeaders().set("Cache-Control", Asset.CACHE_CONTROL);
    http.sendResponseHeaders(200, asset.gzip().length);
    http.getResponseBody().write(asset.gzip());
  }

  void api(String resource, String method) throws IOException {
    var body = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (is("slow")) sleep(3000);
    if (!method.equals("GET")) sleep(400);
    if (resource.equals("/portal")) data(portal());
    else if (resource.equals("/sign-in")) data("{}");
    else if (resource.equals("/sign-in/code") && body.contains("000000")) error(400, "sign_in_code_invalid");
    else if (resource.equals("/sign-in/redeem") || resource.equals("/sign-in/code")) redeem(body);
    else if (resource.equals("/session")) http.sendResponseHeaders(204, -1);
    else if (resource.equals("/email-changes/confirm")) data("{\"complete\":" + body.contains("whole") + "}");
    else if (resource.equals("/email-changes/stop")) data("{}");
    else if (resource.startsWith("/task")) task(method, body);
    else if (is("broken")) error(500, "internal_error");
    else if (is("stale") && (method.equals("POST") || resource.equals("/account/export"))) error(403, "recent_sign_in_required");
    else if (resource.startsWith("/email-changes")) emailChanges(method, body);
    else if (resource.startsWith("/sessions")) sessions(method);
    else if (resource.equals("/sign-ins")) list(happening("signed_in", "link", 40) + "," + happening("requested", null, 42) + "," + happening("opened_elsewhere", "link", 300));
    else if (resource.equals("/account/export")) data("{\"customer_id\":\"ctm_1\",\"exported_at\":\"" + NOW + "\",\"parts\":[{\"name\":\"transactions\",\"path\":\"/transactions\"}]}");
    else if (resource.equals("/subscriptions")) list(is("empty") ? "" : subscriptions());
    else if (resource.equals("/transactions")) list(is("empty") ? "" : transactions());
    else if (resource.equals("/passkeys")) list(is("empty") ? "" : passkey());
    else if (resource.endsWith("/payment-methods")) methods(method, body);
    else if (resource.startsWith("/subscriptions/")) subscriptionCall(resource.split("/")[2], method);
    else if (resource.endsWith("/invoice")) invoice();
    else if (resource.equals("/invoices/archive")) archive();
    else if (resource.endsWith("/revise")) revise(resource.split("/")[2], body);
    else if (resource.contains("/businesses/")) data("{\"name\":\"Analytical Engines Ltd\",\"tax_identifier\":\"GB 123 4567 89\"}");
    else if (resource.contains("/addresses/")) data("{\"first_line\":\"12 St James’s Square\",\"second_line\":null,\"city\":\"London\",\"region\":null}");
    else if (resource.endsWith("/pay")) pay(resource.split("/")[2], body);
    else if (resource.startsWith("/transactions/")) one(resource.split("/")[2]);
    else error(404, "not_found");
  }

  void redeem(String body) throws IOException {
    if (body.contains("expired")) error(410, "sign_in_link_expired");
    else if (body.contains("other") && !body.contains("email")) error(409, "sign_in_email_required");
    else {
      STATE.put(scene + "in", "yes");
      data("{\"next\":\"/\"}");
    }
  }

  void emailChanges(String method, String body) throws IOException {
    var change = """
        {"id":"emlchg_1","new_email":"ada@new.example","status":"open","current_confirmed":true,"new_confirmed":false}""";
    if (method.equals("POST")) STATE.put(scene + "email", change);
    if (method.equals("DELETE")) STATE.remove(scene + "email");
    if (method.equals("GET")) list(STATE.getOrDefault(scene + "email", is("changing") ? change : ""));
    else data(change);
  }

  void sessions(String method) throws IOException {
    var all = session("ses_1", "Firefox on Linux", 40, true) + "," + session("ses_2", "Safari on iPhone", 300, false) + ","
        + session("ses_3", "Samsung Internet on Android", 2000, false);
    if (method.equals("GET")) list(is("empty") ? session("ses_1", "Firefox on Linux", 40, true) : all);
    else http.sendResponseHeaders(204, -1);
  }

  static String happening(String type, String method, int minutesAgo) {
    return """
        {"id":"sgn_%d","type":"%s","method":%s,"device":"Firefox on Linux","network":"203.0.113.0/24","occurred_at":"%s"}""".formatted(
        minutesAgo, type, method == null ? null : '"' + method + '"', NOW.minus(minutesAgo, ChronoUnit.MINUTES));
  }

  static String session(String id, String device, int minutesAgo, boolean current) {
    var at = NOW.minus(minutesAgo, ChronoUnit.MINUTES);
    return """
        {"id":"%s","device":"%s","created_at":"%s","last_used_at":"%s","current":%s}""".formatted(id, device, at, at, current);
  }

  /** A payment by its link: `http://guest.localhost:8099/task/txn_due#task=tsk_demo`; `tsk_old` has expired. */
  void task(String method, String body) throws IOException {
    var paid = STATE.containsKey(scene + "task");
    if (!http.getRequestHeaders().getFirst("Portico-Task").equals("tsk_demo")) error(410, "task_link_expired");
    else if (body.contains("declined")) error(400, "transaction_payment_declined");
    else if (method.equals("POST") || paid) {
      STATE.put(scene + "task", "paid");
      data("{\"status\":\"paid\",\"owed\":null}");
    } else data("""
        {"status":"open","owed":{"currency_code":"EUR","items":[{"name":"Team seats","quantity":6,"tax_rate":"0.19","subtotal":"5400"}],
        "subtotal":"5400","discount":"0","tax":"1026","total":"6426","credit":"1426","due":"5000",
        "tax_rates_used":[{"tax_rate":"0.19","totals":{"tax":"1026"},"name":"VAT"}]}}""");
  }

  void methods(String method, String body) throws IOException {
    var added = body.contains("declined") ? method("unknown", "0002", 2031) : method("visa", "1881", 2031);
    if (method.equals("POST")) {
      STATE.put(scene + "card", added);
      data(added);
    } else list(is("empty") ? "" : OTHER_METHODS + (STATE.containsKey(scene + "card") ? STATE.get(scene + "card") + "," : "") + method("visa", "4242", 2028) + "," + method("mastercard", "5454", 2027) + "," + method("visa", "1117", 2026));
  }

  void subscriptionCall(String id, String method) throws IOException {
    if (method.equals("POST")) STATE.put(scene + id, "canceling");
    if (method.equals("PATCH")) STATE.remove(scene + id);
    switch (id) {
      case "sub_pro" -> data(pro());
      case "sub_seats" -> data(seats());
      case "sub_old" -> data(old());
      default -> error(404, "not_found");
    }
  }

  void one(String id) throws IOException {
    if (id.equals("txn_due")) data(due());
    else if (id.matches("txn_\\d+")) data(payment(Integer.parseInt(id.substring(4))));
    else error(404, "not_found");
  }

  void invoice() throws IOException {
    if (STATE.merge(scene + path, "1", String::concat).length() % 3 != 0) error(404, "not_found");
    else data("{\"url\":\"/invoice.pdf\"}");
  }

  void archive() throws IOException {
    if (http.getRequestURI().getQuery().contains("2026")) data("{\"url\":\"/invoices-2026.zip\"}");
    else error(404, "not_found");
  }

  /** A company called `limit` was corrected as often as it may be. */
  void revise(String id, String body) throws IOException {
    if (body.contains("limit")) error(400, "transaction_revised_limit_reached");
    else if (!body.contains("business")) error(400, "transaction_revise_missing_business_name");
    else one(id);
  }

  void pay(String id, String body) throws IOException {
    if (!body.contains("0002")) STATE.put(scene + id, "paid");
    STATE.put(scene + id + "tried", body.contains("0002") ? "error" : "captured");
    one(id);
  }

  // ---- data ----

  String portal() {
    var signedIn = !is("guest") || STATE.containsKey(scene + "in");
    var customer = signedIn
        ? "{\"id\":\"ctm_1\",\"email\":\"ada@lovelace.example\",\"name\":\"%s\",\"locale\":\"%s\"}"
            .formatted(language().equals("ar") ? "ليلى حداد" : "Ada Lovelace", language())
        : "null";
    return """
        {"merchant":{"name":"%s","slug":"acme","brand_color":"%s","support_email":"billing@acme.example",
        "return_url":"https://acme.example"},"customer":%s,
        "actions":{"cancel":true,"pause":true,"change_plan":true,"update_payment_method":true,"change_email":true,"correct_invoices":true}}""".formatted(name(), color(), customer);
  }

  String subscriptions() {
    return pro() + "," + seats() + "," + old();
  }

  String pro() {
    return subscription("sub_pro", "active", item("pri_pro", "Acme Pro", "Dashboards, alerts and 12 months of history", 2900, 1, "month"), NOW.plus(16, ChronoUnit.DAYS), "month");
  }

  String seats() {
    return subscription("sub_seats", "past_due", item("pri_seat", "Team seats", "For everyone who works with you", 900, 6, "month"), NOW.minus(2, ChronoUnit.DAYS), "month");
  }

  String old() {
    return subscription("sub_old", "canceled", item("pri_old", "Acme Starter", "", 9900, 1, "year"), NOW.minus(200, ChronoUnit.DAYS), "year");
  }

  String subscription(String id, String status, String item, Instant end, String interval) {
    var canceling = STATE.containsKey(scene + id);
    var over = status.equals("canceled");
    return """
        {"id":"%s","status":"%s","currency_code":"EUR","created_at":"2025-02-10T10:00:00Z","started_at":"2025-02-10T10:00:00Z",
        "next_billed_at":%s,"canceled_at":%s,"current_billing_period":{"starts_at":"%s","ends_at":"%s"},
        "billing_cycle":{"interval":"%s","frequency":1},"scheduled_change":%s,"items":[%s]}"""
        .formatted(id, status, over || canceling ? "null" : quoted(end), over ? quoted(end) : "null",
            end.minus(30, ChronoUnit.DAYS), end, interval,
            canceling ? "{\"action\":\"cancel\",\"effective_at\":" + quoted(end) + "}" : "null", item);
  }

  static String item(String price, String name, String description, int amount, int quantity, String interval) {
    return """
        {"quantity":%d,"price":{"id":"%s","description":"%s","billing_cycle":{"interval":"%s","frequency":1},
        "unit_price":{"amount":"%d","currency_code":"EUR"}},"product":{"id":"pro_1","name":"%s","description":"%s"}}"""
        .formatted(quantity, price, name, interval, amount, name, description);
  }

  String transactions() {
    var of = String.valueOf(http.getRequestURI().getQuery()).replaceFirst(".*subscription_id=", "\"");
    return Stream.concat(Stream.of(due()), IntStream.range(0, 19).mapToObj(this::payment))
        .filter(t -> !of.startsWith("\"") || t.contains(of + "\""))
        .collect(Collectors.joining(","));
  }

  String due() {
    var paid = STATE.containsKey(scene + "txn_due");
    return transaction("txn_due", paid ? "completed" : "past_due", "sub_seats", item("pri_seat", "Team seats", "", 900, 6, "month"),
        "Team seats", 6, 5400, NOW.minus(2, ChronoUnit.DAYS), paid ? "captured" : "error", paid ? "ACME-1042" : null);
  }

  String payment(int n) {
    var at = NOW.minus(14 + 30L * n, ChronoUnit.DAYS);
    return n % 3 == 2
        ? transaction("txn_" + n, "completed", "sub_seats", item("pri_seat", "Team seats", "", 900, 6, "month"), "Team seats", 6, 5400, at, "captured", "ACME-" + (1041 - n))
        : transaction("txn_" + n, n == 6 ? "canceled" : "completed", "sub_pro", item("pri_pro", "Acme Pro", "", 2900, 1, "month"), "Acme Pro", 1, 2900, at, "captured", "ACME-" + (1041 - n));
  }

  static String transaction(String id, String status, String subscription, String item, String name, int count, int amount,
      Instant at, String attempt, String number) {
    var tax = amount * 19 / 100;
    return """
        {"id":"%s","status":"%s","currency_code":"EUR","address_id":"add_1","business_id":"biz_1","subscription_id":"%s","invoice_number":%s,"created_at":"%s","billed_at":"%s",
        "items":[%s],"details":{"totals":{"subtotal":"%d","discount":"0","tax":"%d","total":"%d","grand_total":"%d"},
        "line_items":[{"id":"txnitm_1","price_id":"pri","quantity":%d,"tax_rate":"0.19","totals":{"subtotal":"%d","tax":"%d","total":"%d"},
        "product":{"id":"pro_1","name":"%s"}}],
        "tax_rates_used":[{"tax_rate":"0.19","totals":{"tax":"%d"},"name":"VAT"}]},
        "payments":[{"amount":"%d","status":"%s","error_code":"declined","created_at":"%s","method_details":{"type":"card",
        "card":{"type":"visa","last4":"4242","expiry_month":8,"expiry_year":2028}}}]}"""
        .formatted(id, status, subscription, number == null ? "null" : quoted(number), at, at, item, amount, tax, amount + tax, amount + tax,
            count, amount, tax, amount + tax, name, tax, amount + tax, attempt, at);
  }

  static String passkey() {
    return """
        {"id":"psk_1","customer_id":"ctm_1","name":"Firefox on Linux","created_at":"2026-02-10T10:00:00Z","last_used_at":null}""";
  }

  static String method(String type, String last4, int year) {
    return """
        {"id":"paymtd_%s","type":"card","saved_at":"2025-02-10T10:00:00Z","card":{"type":"%s","last4":"%s","expiry_month":%d,"expiry_year":%d}}"""
        .formatted(last4, type, last4, year == 2026 ? 12 : 8, year);
  }

  static final String OTHER_METHODS = """
      {"id":"paymtd_1","type":"sepa_debit","saved_at":"2025-02-10T10:00:00Z","card":null,"sepa_debit":{"country":"DE","last4":"3000"}},
      {"id":"paymtd_2","type":"paypal","saved_at":"2025-02-10T10:00:00Z","card":null,"paypal":{"email":"ada@lovelace.example","reference":"PP-1"}},""";

  static String quoted(Object value) {
    return "\"" + value + "\"";
  }

  // ---- answers ----

  void list(String items) throws IOException {
    var pages = path.endsWith("/transactions") && !items.isEmpty() && !String.valueOf(http.getRequestURI().getQuery()).contains("after");
    send(200, "application/json", """
        {"data":[%s],"meta":{"request_id":"r","pagination":{"per_page":20,"next":"http://x/transactions?after=txn_9","has_more":%s,"estimated_total":-1}}}"""
        .formatted(items, pages));
  }

  void data(String data) throws IOException {
    send(200, "application/json", "{\"data\":" + data + ",\"meta\":{\"request_id\":\"r\"}}");
  }

  void error(int status, String code) throws IOException {
    send(status, "application/json", "{\"error\":{\"type\":\"request_error\",\"code\":\"%s\",\"detail\":\"\"},\"meta\":{\"request_id\":\"r\"}}".formatted(code));
  }

  void send(int status, String type, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    http.getResponseHeaders().set("Content-Type", type);
    http.getResponseHeaders().set("Content-Security-Policy", ASSETS.contentSecurityPolicy(FORM));
    http.getResponseHeaders().set("Cache-Control", "no-store");
    http.sendResponseHeaders(status, bytes.length);
    http.getResponseBody().write(bytes);
  }

  static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
