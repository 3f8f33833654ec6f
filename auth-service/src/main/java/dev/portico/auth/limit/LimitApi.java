package dev.portico.auth.limit;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Insider;
import dev.portico.chassis.error.Fields;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Gateways ask here how many more requests they may serve to somebody.
@RestController
final class LimitApi {

    private static final int LONGEST = 256;
    private static final int MOST = 10_000_000;

    private final Allowances allowances;

    /// @param merchantId within which `bucket` is somebody's name
    record Question(
            @Nullable String merchantId,
            @Nullable String bucket,
            @Nullable Integer perMinute,
            @Nullable Integer wanted) {}

    record Answer(long granted, long retryAfterMillis) {}

    LimitApi(Allowances allowances) {
        this.allowances = allowances;
    }

    @PostMapping("/gateway/limits/take")
    Answer take(Insider.Gateway gateway, @RequestBody Question question) {
        Fields.check()
                .required("merchant_id", question.merchantId)
                .text("merchant_id", question.merchantId, LONGEST)
                .required("bucket", question.bucket)
                .text("bucket", question.bucket, LONGEST)
                .required("per_minute", question.perMinute)
                .range("per_minute", question.perMinute, 1, MOST)
                .required("wanted", question.wanted)
                .range("wanted", question.wanted, 1, MOST)
                .orRefuse();
        var caller = new Caller.Service(String.valueOf(question.merchantId), "a gateway asks what is allowed");
        Allowances.Grant grant = allowances.take(
                caller, String.valueOf(question.bucket), value(question.perMinute), value(question.wanted));
        return new Answer(grant.granted(), grant.retryAfter().toMillis());
    }

    private static int value(@Nullable Integer number) {
        return number == null ? 0 : number;
    }
}
