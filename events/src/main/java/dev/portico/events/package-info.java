/// The published language of Portico: what is said on its Kafka topics.
@NullMarked
package dev.portico.events;

import org.jspecify.annotations.NullMarked;
