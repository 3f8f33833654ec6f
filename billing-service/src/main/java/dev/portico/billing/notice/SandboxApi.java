package dev.portico.billing.notice;

import dev.portico.billing.adjustment.Adjustments;
import dev.portico.billing.provider.Notice.Disputed;
import dev.portico.billing.provider.Notice.Step;
import dev.portico.billing.provider.SandboxNotices;
import dev.portico.billing.provider.SandboxNotices.Signed;
import dev.portico.billing.transaction.Transactions;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Needs;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.money.Money;
import dev.portico.events.TransactionData;
import dev.portico.events.TransactionData.Payment;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What only a bank can do with a real provider, for trying it out.
@RestController
@Needs("adjustment")
@ConditionalOnProperty(name = "portico.billing.provider", havingValue = "sandbox", matchIfMissing = true)
final class SandboxApi {

    private static final String CHARGEBACK = "chargeback";
    private static final String WARNING = "chargeback_warning";
    private static final String REVERSE = "chargeback_reverse";

    private final Transactions transactions;
    private final Adjustments adjustments;
    private final SandboxNotices sandbox;
    private final Hearing hearing;
    private final Ids ids;
    private final Clock clock;

    /// @param transactionId what the customer disputes at his bank
    /// @param action `chargeback` if absent; `chargeback_warning` comes before it, `chargeback_reverse` after
    /// @param reason as the bank says it
    record NewChargeback(
            @Nullable String transactionId,
            @Nullable String action,
            @Nullable String reason) {}

    SandboxApi(
            Transactions transactions,
            Adjustments adjustments,
            SandboxNotices sandbox,
            Hearing hearing,
            Ids ids,
            Clock clock) {
        this.transactions = transactions;
        this.adjustments = adjustments;
        this.sandbox = sandbox;
        this.hearing = hearing;
        this.ids = ids;
        this.clock = clock;
    }

    /// Has a customer's bank take a payment back. Comes by the provider's webhook a moment later, as an adjustment.
    @PostMapping("/sandbox/chargebacks")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void dispute(Caller.Merchant caller, @RequestBody NewChargeback request) {
        Fields.check()
                .required("transaction_id", request.transactionId)
                .oneOf("action", request.action, Set.of(CHARGEBACK, WARNING, REVERSE))
                .text("reason", request.reason, 1000)
                .orRefuse();
        TransactionData disputed = transactions
                .shown(caller, Objects.requireNonNull(request.transactionId))
                .orElseThrow(() -> Refusal.field("transaction_id", "is not a transaction of this merchant"));
        Payment paid = disputed.payments().stream()
                .filter(payment -> payment.status().equals("captured"))
                .filter(payment -> !payment.amount().equals("0"))
                .findFirst()
                .orElseThrow(() -> Refusal.field("transaction_id", "was not paid"));
        if (REVERSE.equals(request.action) && !isCharged(caller, disputed))
            throw Refusal.field("action", "needs a chargeback that is not reversed");
        Signed notice = sandbox.sign(new Disputed(
                ids.unique("sbn"),
                caller.merchantId(),
                paid.paymentAttemptId(),
                Ids.derived("sbd", disputed.id()),
                step(request.action),
                Money.of(paid.amount(), disputed.currencyCode()),
                Objects.requireNonNullElse(request.reason, "fraudulent"),
                Objects.requireNonNullElse(paid.capturedAt(), clock.instant())));
        hearing.hear(notice.payload(), notice.signature());
    }

    private boolean isCharged(Caller caller, TransactionData disputed) {
        return adjustments.of(caller, disputed.id()).stream()
                .anyMatch(known ->
                        known.action().equals(CHARGEBACK) && known.status().equals("approved"));
    }

    private static Step step(@Nullable String action) {
        return switch (action) {
            case WARNING -> Step.ANNOUNCED;
            case REVERSE -> Step.REINSTATED;
            case null, default -> Step.WITHDRAWN;
        };
    }
}
