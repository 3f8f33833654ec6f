package dev.portico.subscription.settings;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Needs;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.http.Changes;
import dev.portico.chassis.http.Patch;
import dev.portico.subscription.settings.PaymentRetries.AfterLast;
import dev.portico.subscription.settings.SubscriptionSettings.RefundOnCancel;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What a merchant decides for all its subscriptions.
@RestController
@RequestMapping("/subscription-settings")
@Needs("subscription")
final class SettingsApi {

    private static final int MOST_RETRIES = 10;
    private static final int LONGEST_DAYS = 60;
    private static final int LONGEST_REMINDER = 90;
    private static final String YEARLY = "yearly";
    private static final String ALL = "all";
    private static final List<String> FIELDS = List.of(
            "payment_retry_days",
            "after_last_retry",
            "refund_on_immediate_cancel",
            "trial_reminder_days",
            "renewal_reminder_days",
            "renewal_reminders");
    private static final Set<String> AFTER_LAST = Set.of("cancel", "pause", "keep");
    private static final Set<String> REFUNDS = Set.of("none", "prorated", "full");

    private final Settings settings;

    /// @param paymentRetryDays when a payment that failed is tried again, in days after it failed first
    /// @param afterLastRetry what becomes of a subscription that is not paid then: `cancel`, `pause` or `keep`
    /// @param refundOnImmediateCancel what is given back of a period that ends at once: `none`, `prorated`, `full`
    /// @param trialReminderDays how many days before the end of a trial its customer is reminded of it
    /// @param renewalReminderDays how many days before a renewal its customer is reminded of it
    /// @param renewalReminders of which renewals: `yearly` for those that come once in years, or `all`
    record SettingsView(
            List<Integer> paymentRetryDays,
            String afterLastRetry,
            String refundOnImmediateCancel,
            int trialReminderDays,
            int renewalReminderDays,
            String renewalReminders) {

        static SettingsView of(SubscriptionSettings settings) {
            return new SettingsView(
                    settings.retries().afterDays(),
                    wire(settings.retries().afterLast()),
                    wire(settings.refundOnCancel()),
                    settings.reminders().trialDays(),
                    settings.reminders().renewalDays(),
                    settings.reminders().ofEveryCycle() ? ALL : YEARLY);
        }
    }

    SettingsApi(Settings settings) {
        this.settings = settings;
    }

    @GetMapping
    SettingsView get(Caller.Merchant caller) {
        return SettingsView.of(settings.of(caller));
    }

    @PatchMapping
    SettingsView update(
            Caller.Merchant caller,
            @Changes({
                        "payment_retry_days",
                        "after_last_retry",
                        "refund_on_immediate_cancel",
                        "trial_reminder_days",
                        "renewal_reminder_days",
                        "renewal_reminders"
                    })
                    Patch patch) {
        check(patch);
        return SettingsView.of(settings.change(caller, before -> changed(before, patch)));
    }

    private static void check(Patch patch) {
        var fields = Fields.check();
        for (String field : FIELDS) if (patch.isNull(field)) fields.wrong(field, "must not be null");
        fields.matches(
                        "payment_retry_days",
                        patch.list("payment_retry_days", Integer.class, null),
                        SettingsApi::isSchedule,
                        "must be at most " + MOST_RETRIES + " numbers of days from 1 to " + LONGEST_DAYS
                                + ", each more than the one before")
                .oneOf("after_last_retry", patch.text("after_last_retry", null), AFTER_LAST)
                .oneOf("refund_on_immediate_cancel", patch.text("refund_on_immediate_cancel", null), REFUNDS)
                .range(
                        "trial_reminder_days",
                        patch.value("trial_reminder_days", Integer.class, null),
                        1,
                        LONGEST_REMINDER)
                .range(
                        "renewal_reminder_days",
                        patch.value("renewal_reminder_days", Integer.class, null),
                        1,
                        LONGEST_REMINDER)
                .oneOf("renewal_reminders", patch.text("renewal_reminders", null), Set.of(YEARLY, ALL))
                .orRefuse();
    }

    private static boolean isSchedule(List<Integer> days) {
        int before = 0;
        for (@Nullable Integer day : days) {
            if (day == null || day <= before || day > LONGEST_DAYS) return false;
            before = day;
        }
        return days.size() <= MOST_RETRIES;
    }

    private static SubscriptionSettings changed(SubscriptionSettings before, Patch patch) {
        List<Integer> days =
                patch.list("payment_retry_days", Integer.class, before.retries().afterDays());
        String after = patch.text("after_last_retry", wire(before.retries().afterLast()));
        String refund = patch.text("refund_on_immediate_cancel", wire(before.refundOnCancel()));
        return new SubscriptionSettings(
                before.id(),
                before.merchantId(),
                new PaymentRetries(
                        Objects.requireNonNull(days),
                        AfterLast.valueOf(String.valueOf(after).toUpperCase(Locale.ROOT))),
                RefundOnCancel.valueOf(String.valueOf(refund).toUpperCase(Locale.ROOT)),
                reminders(before.reminders(), patch));
    }

    private static Reminders reminders(Reminders before, Patch patch) {
        Integer trial = patch.value("trial_reminder_days", Integer.class, before.trialDays());
        Integer renewal = patch.value("renewal_reminder_days", Integer.class, before.renewalDays());
        String which = patch.text("renewal_reminders", before.ofEveryCycle() ? ALL : YEARLY);
        return new Reminders(Objects.requireNonNull(trial), Objects.requireNonNull(renewal), ALL.equals(which));
    }

    private static String wire(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
