/// Everything in one JVM: the gateway, the five services, and embedded stand-ins for Kafka, MongoDB and a mail server.
/// Adds no
/// behaviour of its own: the same applications run alone, with other settings.
@NullMarked
package dev.portico.standalone;

import org.jspecify.annotations.NullMarked;
