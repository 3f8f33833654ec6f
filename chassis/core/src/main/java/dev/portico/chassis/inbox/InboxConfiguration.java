package dev.portico.chassis.inbox;

import dev.portico.chassis.ServiceSettings;
import dev.portico.chassis.outbox.EventJson;
import dev.portico.events.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.util.backoff.ExponentialBackOff;

/// Wires a service's listeners to the topics they name.
@Configuration(proxyBeanMethods = false)
public class InboxConfiguration {

    @Bean
    Handlers handlers(List<Listener> listeners) {
        var handlers = new Handlers();
        listeners.forEach(listener -> listener.listen(handlers));
        return handlers;
    }

    // Every service makes sure of every topic it may need, so that they can start in any order.
    @Bean
    KafkaAdmin.NewTopics topics(ServiceSettings settings) {
        Stream<String> all = Stream.of(Topic.AUTH, Topic.BILLING, Topic.SUBSCRIPTION, Topic.INVOICE, Topic.NOTIFICATION)
                .map(Topic::name);
        return new KafkaAdmin.NewTopics(Stream.concat(all, Stream.of(DeadLetters.topicOf(settings.name())))
                .map(name -> topic(name, settings.topics()))
                .toArray(NewTopic[]::new));
    }

    private static NewTopic topic(String name, ServiceSettings.Topics settings) {
        return TopicBuilder.name(name)
                .partitions(settings.partitions())
                .replicas(settings.replicas())
                .config("retention.ms", String.valueOf(settings.retention().toMillis()))
                .build();
    }

    @Bean
    ParkedKeys parkedKeys(MongoTemplate template, Clock clock) {
        return new ParkedKeys(template, clock);
    }

    @Bean
    DeadLetters deadLetters(
            KafkaTemplate<String, byte[]> kafka, ServiceSettings settings, ParkedKeys parked, MeterRegistry meters) {
        return new DeadLetters(kafka, settings.name(), parked, meters);
    }

    @Bean
    Inbox inbox(
            Handlers handlers,
            ParkedKeys parked,
            DeadLetters deadLetters,
            EventJson json,
            Clock clock,
            MeterRegistry meters) {
        return new Inbox(handlers, parked, deadLetters, json, clock, meters);
    }

    @Bean
    Replay replay(
            ConsumerFactory<String, byte[]> consumers,
            ServiceSettings settings,
            Inbox inbox,
            ParkedKeys parked,
            DeadLetters letters) {
        return new Replay(consumers, settings.name(), inbox, parked, letters);
    }

    @Bean
    @ConditionalOnBean(Listener.class)
    ConcurrentMessageListenerContainer<String, byte[]> inboxContainer(
            ConsumerFactory<String, byte[]> consumers,
            Handlers handlers,
            Inbox inbox,
            DeadLetters letters,
            ServiceSettings settings) {
        var properties = new ContainerProperties(handlers.topics().toArray(String[]::new));
        properties.setGroupId(settings.name());
        properties.setMessageListener(inbox);
        var container = new ConcurrentMessageListenerContainer<>(consumers, properties);
        container.setConcurrency(settings.consumer().threads());
        container.setCommonErrorHandler(retryInPlace(inbox, letters, settings.consumer()));
        container.setBeanName("inbox");
        return container;
    }

    private static RetryInPlace retryInPlace(Inbox inbox, DeadLetters letters, ServiceSettings.Consumer settings) {
        var backOff = new ExponentialBackOff(settings.firstRetryAfter().toMillis(), 2);
        backOff.setMaxInterval(settings.retryAtLeastEvery().toMillis());
        backOff.setMaxElapsedTime(settings.giveUpAfter().toMillis());
        var handler = new RetryInPlace(inbox, letters, backOff);
        handler.addNotRetryableExceptions(Poison.class);
        handler.setLogLevel(org.springframework.kafka.KafkaException.Level.DEBUG);
        return handler;
    }
}
