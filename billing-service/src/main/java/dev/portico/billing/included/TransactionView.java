package dev.portico.billing.included;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.portico.chassis.http.Identified;
import dev.portico.events.TransactionData;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A transaction and what was asked for with it.
record TransactionView(
        @JsonUnwrapped TransactionData transaction,
        @JsonAnyGetter Map<String, @Nullable Object> included) implements Identified {

    @Override
    public String id() {
        return transaction.id();
    }
}
