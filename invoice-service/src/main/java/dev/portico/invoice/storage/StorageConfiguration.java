package dev.portico.invoice.storage;

import dev.portico.chassis.store.Stores;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Chooses where documents lie.
@Configuration(proxyBeanMethods = false)
class StorageConfiguration {

    @Bean
    DocumentStorage documentStorage(Stores stores, StorageSettings settings) {
        return settings.isBucket() ? new BucketDocuments(stores, new Bucket(settings)) : new StoredDocuments(stores);
    }
}
