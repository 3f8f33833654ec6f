package dev.portico.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;

/// Words that the code does not say, or says too often to repeat: what `created_at` is, what a resource is for.
final class Glossary {

    private final Properties words = new Properties();

    Glossary() {
        try (var file = new InputStreamReader(
                java.util.Objects.requireNonNull(Glossary.class.getResourceAsStream("/contract/glossary.properties")),
                UTF_8)) {
            words.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<String> of(String... keys) {
        for (String key : keys) if (words.containsKey(key)) return Optional.of(words.getProperty(key));
        return Optional.empty();
    }
}
