package dev.portico.subscription.imports;

import static dev.portico.events.BillingEvents.IMPORT_LINES_HANDED_ON;
import static dev.portico.events.SubscriptionEvents.IMPORT_LINES_KEPT;

import com.mongodb.client.model.Filters;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.importing.ImportLine;
import dev.portico.chassis.importing.Kind;
import dev.portico.chassis.importing.Outcome;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Duplicate;
import dev.portico.chassis.store.Stores;
import dev.portico.chassis.work.Worker;
import dev.portico.events.ImportBatchData;
import dev.portico.events.ImportMeta;
import dev.portico.events.ImportedBatchData;
import dev.portico.events.ImportedBatchData.Rejection;
import dev.portico.events.PriceData;
import dev.portico.events.PriceData.Quantity;
import dev.portico.events.ProductData;
import dev.portico.events.Topic;
import dev.portico.subscription.catalog.PriceRules;
import dev.portico.subscription.catalog.Prices;
import dev.portico.subscription.catalog.Products;
import dev.portico.subscription.subscription.Subscriptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Keeps lines that billing-service hands on, and tells it what became of them. The same batch again is kept again,
/// which changes nothing, and answered once.
@Component
class Importing implements Listener {

    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final Products products;
    private final Prices prices;
    private final Subscriptions subscriptions;
    private final Aggregates<ImportedBatch> batches;
    private final JsonMapper json;
    private final Clock clock;

    Importing(
            Products products,
            Prices prices,
            Subscriptions subscriptions,
            Stores stores,
            JsonMapper json,
            Clock clock) {
        this.products = products;
        this.prices = prices;
        this.subscriptions = subscriptions;
        this.batches = stores.aggregates("imported_batches", ImportedBatch.class, Topic.SUBSCRIPTION)
                .dueIndex("keptAt");
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(IMPORT_LINES_HANDED_ON, this::keep);
    }

    private void keep(Received<ImportBatchData> event) {
        ImportBatchData batch = event.data();
        var rejections = new ArrayList<Rejection>();
        var outcomes = new ArrayList<Outcome>();
        for (ImportBatchData.Line line : batch.lines()) {
            try {
                outcomes.add(keep(event.caller(), batch, ImportLine.read(json, line.text())));
            } catch (Refusal | IllegalArgumentException | NullPointerException e) {
                rejections.add(ImportLine.rejection(json, line.number(), line.text(), e));
            }
        }
        answer(
                event.caller(),
                new ImportedBatchData(
                        batch.id(),
                        batch.importId(),
                        Collections.frequency(outcomes, Outcome.CREATED),
                        Collections.frequency(outcomes, Outcome.UPDATED),
                        Collections.frequency(outcomes, Outcome.UNCHANGED),
                        rejections));
    }

    private Outcome keep(Caller caller, ImportBatchData batch, ImportLine line) {
        Instant since = since(caller, line).orElse(null);
        line.always("id", line.id(caller.merchantId()))
                .always("import_meta", new ImportMeta(line.externalId(), batch.importedFrom()))
                .timed(batch.startedAt(), since);
        boolean news = switch (line.kind()) {
            case PRODUCT -> product(caller, line);
            case PRICE -> price(caller, line);
            case SUBSCRIPTION -> subscription(caller, line);
            case CUSTOMER, ADDRESS, BUSINESS, TRANSACTION ->
                throw new IllegalArgumentException("not this service's: " + line.kind());
        };
        return Outcome.of(since != null, news);
    }

    private Optional<Instant> since(Caller caller, ImportLine line) {
        String id = line.id(caller.merchantId());
        return switch (line.kind()) {
            case PRODUCT -> products.find(caller, id).map(ProductData::createdAt);
            case PRICE -> prices.find(caller, id).map(PriceData::createdAt);
            case SUBSCRIPTION -> subscriptions.since(caller, id);
            case CUSTOMER, ADDRESS, BUSINESS, TRANSACTION -> Optional.empty();
        };
    }

    private boolean product(Caller caller, ImportLine line) {
        ProductData product = line.usually("type", "standard")
                .usually("tax_category", "standard")
                .usually("status", "active")
                .as(ProductData.class);
        Fields.check()
                .required("name", product.name())
                .text("name", product.name(), 200)
                .text("description", product.description(), 2_048)
                .freeForm("custom_data", product.customData())
                .orRefuse();
        return products.imported(caller, product);
    }

    private boolean price(Caller caller, ImportLine line) {
        line.refer(caller.merchantId(), Kind.PRODUCT);
        PriceData price = line.usually("type", "standard")
                .usually("tax_mode", "account_setting")
                .usually("quantity", new Quantity(1, 100))
                .usually("unit_price_overrides", List.of())
                .usually("status", "active")
                .as(PriceData.class);
        PriceRules.check(price);
        if (products.find(caller, price.productId()).isEmpty())
            throw Refusal.field("product_id", "is not a product of this merchant");
        return prices.imported(caller, price);
    }

    private boolean subscription(Caller caller, ImportLine line) {
        for (Kind to : List.of(Kind.CUSTOMER, Kind.ADDRESS, Kind.BUSINESS)) line.refer(caller.merchantId(), to);
        line.referEach("items", caller.merchantId(), Kind.PRICE);
        return subscriptions.imported(caller, line.as(SubscriptionLine.class).data(caller, prices));
    }

    private void answer(Caller caller, ImportedBatchData answer) {
        var batch = new ImportedBatch(answer.id(), caller.merchantId(), answer, clock.instant());
        try {
            batches.create(caller, Change.to(batch).telling(IMPORT_LINES_KEPT, answer));
        } catch (Duplicate e) {
            // Answered before: the first answer is on its way, or has arrived.
            return;
        }
    }

    private boolean sweep() {
        batches.sweep(Filters.lt("keptAt", clock.instant().minus(REMEMBERED)));
        return false;
    }

    @Configuration(proxyBeanMethods = false)
    static class Sweeping {

        @Bean
        Worker oldBatches(Importing importing) {
            return new Worker("old-batches", Duration.ofHours(1), importing::sweep);
        }
    }
}
