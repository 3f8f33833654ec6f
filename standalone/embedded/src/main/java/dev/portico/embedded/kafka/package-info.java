/// A real Kafka broker inside the JVM.
@NullMarked
package dev.portico.embedded.kafka;

import org.jspecify.annotations.NullMarked;
