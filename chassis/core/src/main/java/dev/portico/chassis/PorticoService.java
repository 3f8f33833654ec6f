package dev.portico.chassis;

import dev.portico.chassis.inbox.InboxConfiguration;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.health.MongoHealthContributorAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/// One of Portico's services: HTTP through the gateway alone, a store of its own, events in and out.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@PorticoWeb
@ComponentScan
@Import({StoreConfiguration.class, InboxConfiguration.class})
@ImportAutoConfiguration({
    MongoAutoConfiguration.class,
    DataMongoAutoConfiguration.class,
    MongoHealthContributorAutoConfiguration.class,
    KafkaAutoConfiguration.class
})
public @interface PorticoService {}
