package dev.portico.notification.email;

import dev.portico.events.TransactionData.MethodDetails;
import dev.portico.i18n.Messages;
import java.util.List;
import java.util.Map;

/// What somebody paid with, as a letter says it.
final class Cards {

    private static final List<String> KNOWN = List.of("visa", "mastercard", "american_express");

    private Cards() {}

    static String name(MethodDetails method, Messages messages) {
        var card = method.card();
        var debit = method.sepaDebit();
        if (debit != null) return messages.text("payment_method.sepa_debit", Map.of("last4", debit.last4()));
        if (method.paypal() != null) return method.paypal().email();
        if (card == null) return messages.text("payment_method.other");
        String brand = messages.text("brand." + (KNOWN.contains(card.type()) ? card.type() : "unknown"));
        return messages.text("payment_method.card", Map.of("brand", brand, "last4", card.last4()));
    }
}
