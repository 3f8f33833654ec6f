package dev.portico.chassis;

import dev.portico.chassis.caller.CallerFilter;
import dev.portico.chassis.caller.InternalTokens;
import dev.portico.chassis.caller.PortalPasses;
import dev.portico.chassis.caller.TaskLinks;
import dev.portico.chassis.error.ApiErrors;
import dev.portico.chassis.http.Watching;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.id.Sealer;
import dev.portico.chassis.idempotency.Answered;
import dev.portico.chassis.idempotency.OnceFilter;
import dev.portico.chassis.outbox.EventJson;
import dev.portico.chassis.outbox.Relay;
import dev.portico.chassis.store.Stores;
import dev.portico.chassis.work.Worker;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.core.KafkaTemplate;

/// What every service that keeps state has in common: a scoped store, an outbox, and a door that only the gateway
/// opens.
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    @Bean
    EventJson eventJson() {
        return new EventJson();
    }

    @Bean
    Relay relay(
            KafkaTemplate<String, byte[]> kafka,
            ServiceSettings settings,
            EventJson json,
            Ids ids,
            Clock clock,
            MeterRegistry meters) {
        return new Relay(kafka, settings.name(), json, ids, clock, meters);
    }

    @Bean
    Stores stores(MongoTemplate template, Relay relay, EventJson json) {
        return new Stores(template, relay, json);
    }

    @Bean
    @Lazy
    Sealer sealer(ServiceSettings settings) {
        return new Sealer(settings.sealingKey());
    }

    @Bean
    @Lazy
    PortalPasses portalPasses(Sealer sealer, Clock clock) {
        return new PortalPasses(sealer, clock);
    }

    @Bean
    @Lazy
    TaskLinks taskLinks(Sealer sealer, Clock clock) {
        return new TaskLinks(sealer, clock);
    }

    @Bean
    FilterRegistrationBean<CallerFilter> callerFilter(
            InternalTokens tokens, ServiceSettings settings, ApiErrors errors) {
        var filter = new FilterRegistrationBean<>(new CallerFilter(tokens, settings.name(), errors));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return filter;
    }

    @Bean
    Answered answered(Stores stores, ObjectProvider<Sealer> sealer, Clock clock) {
        return new Answered(stores, sealer::getObject, clock);
    }

    @Bean
    Worker idempotencyKeys(Answered answered) {
        return new Worker("idempotency-keys", Duration.ofMinutes(10), answered::sweep);
    }

    @Bean
    FilterRegistrationBean<OnceFilter> onceFilter(Answered answered, ApiErrors errors) {
        var filter = new FilterRegistrationBean<>(new OnceFilter(answered, errors));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
        return filter;
    }

    @Bean
    FilterRegistrationBean<Watching> watching() {
        var filter = new FilterRegistrationBean<>(new Watching());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 30);
        return filter;
    }
}
