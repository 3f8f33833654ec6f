package dev.portico.auth.gateway;

import dev.portico.auth.apikey.ApiKey;
import dev.portico.auth.apikey.ApiKeys;
import dev.portico.auth.merchant.Merchant;
import dev.portico.auth.merchant.Merchants;
import dev.portico.auth.session.Session;
import dev.portico.auth.session.Sessions;
import dev.portico.auth.task.Tasks;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Insider;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.error.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Who is who. Secrets travel in bodies, never in addresses, which end up in logs.
@RestController
@RequestMapping("/gateway")
final class GatewayApi {

    private static final int LONGEST_SECRET = 256;

    private final Merchants merchants;
    private final ApiKeys apiKeys;
    private final Sessions sessions;
    private final Tasks tasks;
    private final Clock clock;

    record HostView(
            String merchantId,
            String slug,
            String name,
            @Nullable String brandColor,
            String locale) {
        static HostView of(Merchant merchant) {
            return new HostView(
                    merchant.id(), merchant.slug(), merchant.name(), merchant.brandColor(), merchant.locale());
        }
    }

    record KeyQuestion(@Nullable String key) {}

    record KeyView(String merchantId, String apiKeyId, List<String> permissions) {
        static KeyView of(ApiKey key) {
            return new KeyView(
                    key.merchantId(),
                    key.id(),
                    key.permissions().stream().sorted().toList());
        }
    }

    record SessionQuestion(
            @Nullable String merchantId, @Nullable String session) {}

    /// @param signedInAt what is asked for a recent sign-in looks at this
    record SessionAnswer(String customerId, String sessionId, Instant signedInAt) {
        static SessionAnswer of(Session session) {
            return new SessionAnswer(session.customerId(), session.id(), session.createdAt());
        }
    }

    record TaskQuestion(
            @Nullable String merchantId, @Nullable String task) {}

    record TaskAnswer(String customerId, String transactionId) {
        static TaskAnswer of(Caller.Payer payer) {
            return new TaskAnswer(payer.customerId(), payer.transactionId());
        }
    }

    GatewayApi(Merchants merchants, ApiKeys apiKeys, Sessions sessions, Tasks tasks, Clock clock) {
        this.merchants = merchants;
        this.apiKeys = apiKeys;
        this.sessions = sessions;
        this.tasks = tasks;
        this.clock = clock;
    }

    @GetMapping("/hosts/{host}")
    HostView host(Insider.Gateway gateway, @PathVariable String host) {
        return merchants.atHost(gateway, host).map(HostView::of).orElseThrow(GatewayApi::unknown);
    }

    @PostMapping("/api-keys/check")
    KeyView apiKey(Insider.Gateway gateway, @RequestBody KeyQuestion question) {
        return apiKeys.check(gateway, given("key", question.key()))
                .map(KeyView::of)
                .orElseThrow(GatewayApi::unknown);
    }

    @PostMapping("/sessions/check")
    SessionAnswer session(Insider.Gateway gateway, @RequestBody SessionQuestion question) {
        String merchant = given("merchant_id", question.merchantId());
        String secret = given("session", question.session());
        return sessions.check(gateway, merchant, secret, clock.instant())
                .map(SessionAnswer::of)
                .orElseThrow(GatewayApi::unknown);
    }

    @PostMapping("/tasks/check")
    TaskAnswer task(Insider.Gateway gateway, @RequestBody TaskQuestion question) {
        String merchant = given("merchant_id", question.merchantId());
        String token = given("task", question.task());
        return tasks.check(gateway, merchant, token).map(TaskAnswer::of).orElseThrow(GatewayApi::unknown);
    }

    private static String given(String field, @Nullable String value) {
        Fields.check().required(field, value).text(field, value, LONGEST_SECRET).orRefuse();
        return String.valueOf(value);
    }

    private static Refusal unknown() {
        return Refusal.of(ErrorCode.NOT_FOUND);
    }
}
