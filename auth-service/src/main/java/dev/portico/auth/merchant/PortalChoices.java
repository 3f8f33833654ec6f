package dev.portico.auth.merchant;

import dev.portico.chassis.caller.PortalPasses;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.http.Patch;
import dev.portico.events.PortalConfigurationData;
import dev.portico.events.PortalConfigurationData.CustomerActions;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a merchant may decide for its portal, and what holds until it does.
final class PortalChoices {

    static final PortalConfigurationData USUAL = new PortalConfigurationData(
            (int) PortalPasses.LIFETIME.toMinutes(),
            List.of(),
            new CustomerActions(true, false, false, true, true, true),
            null,
            null);

    private static final List<String> NEVER_EMPTY =
            List.of("portal_session_minutes", "allowed_return_urls", "customer_actions");
    private static final List<String> FIELDS = List.of(
            "portal_session_minutes",
            "allowed_return_urls",
            "customer_actions",
            "session_idle_minutes",
            "session_absolute_hours");
    private static final int SHORTEST_SESSION = 10;
    private static final int LONGEST_SESSION = 60;
    private static final int MOST_URLS = 20;
    private static final int SHORTEST_IDLE = 5;
    private static final int LONGEST_IDLE = 24 * 60;
    private static final int LONGEST_ABSOLUTE = 30 * 24;

    private PortalChoices() {}

    /// What customers may do by themselves. What is absent stays as it is.
    ///
    /// @param cancel end a subscription with what is paid for
    /// @param pause pause a subscription
    /// @param changePlan change what is subscribed to
    /// @param updatePaymentMethod add and remove payment methods
    /// @param changeEmail change the own e-mail address
    /// @param correctInvoices put right who a bill is made out to
    private record Actions(
            @Nullable Boolean cancel,
            @Nullable Boolean pause,
            @Nullable Boolean changePlan,
            @Nullable Boolean updatePaymentMethod,
            @Nullable Boolean changeEmail,
            @Nullable Boolean correctInvoices) {

        CustomerActions over(CustomerActions before) {
            return new CustomerActions(
                    cancel == null ? before.cancel() : cancel,
                    pause == null ? before.pause() : pause,
                    changePlan == null ? before.changePlan() : changePlan,
                    updatePaymentMethod == null ? before.updatePaymentMethod() : updatePaymentMethod,
                    changeEmail == null ? before.changeEmail() : changeEmail,
                    correctInvoices == null ? before.correctInvoices() : correctInvoices);
        }
    }

    /// @throws dev.portico.chassis.error.Refusal `invalid_field`, for values of the wrong kind
    static void check(Fields fields, Patch patch) {
        for (String field : NEVER_EMPTY) if (patch.isNull(field)) fields.wrong(field, "must not be null");
        List<String> urls = patch.list("allowed_return_urls", String.class, null);
        fields.range("portal_session_minutes", minutes(patch, null), SHORTEST_SESSION, LONGEST_SESSION)
                .range("session_idle_minutes", idle(patch, null), SHORTEST_IDLE, LONGEST_IDLE)
                .range("session_absolute_hours", absolute(patch, null), 1, LONGEST_ABSOLUTE)
                .matches(
                        "allowed_return_urls",
                        urls,
                        list -> list.size() <= MOST_URLS && new HashSet<>(list).size() == list.size(),
                        "must be at most " + MOST_URLS + " addresses, none twice")
                .matches(
                        "allowed_return_urls",
                        urls,
                        list -> list.stream().allMatch(MerchantRules::isWebAddress),
                        "must be http or https addresses");
        patch.value("customer_actions", Actions.class, null);
    }

    static @Nullable PortalConfigurationData of(Patch patch, @Nullable PortalConfigurationData before) {
        if (FIELDS.stream().noneMatch(patch::has)) return before;
        PortalConfigurationData old = before == null ? USUAL : before;
        Integer minutes = minutes(patch, old.portalSessionMinutes());
        List<String> urls = patch.list("allowed_return_urls", String.class, old.allowedReturnUrls());
        Actions actions = patch.value("customer_actions", Actions.class, null);
        var after = new PortalConfigurationData(
                minutes == null ? old.portalSessionMinutes() : minutes,
                urls == null ? old.allowedReturnUrls() : List.copyOf(urls),
                actions == null ? old.customerActions() : actions.over(old.customerActions()),
                idle(patch, old.sessionIdleMinutes()),
                absolute(patch, old.sessionAbsoluteHours()));
        return after.equals(old) ? before : after;
    }

    private static @Nullable Integer idle(Patch patch, @Nullable Integer before) {
        return patch.value("session_idle_minutes", Integer.class, before);
    }

    private static @Nullable Integer absolute(Patch patch, @Nullable Integer before) {
        return patch.value("session_absolute_hours", Integer.class, before);
    }

    private static @Nullable Integer minutes(Patch patch, @Nullable Integer before) {
        return patch.value("portal_session_minutes", Integer.class, before);
    }
}
