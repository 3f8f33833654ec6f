@org.jspecify.annotations.NullMarked
package dev.portico.embedded.store;
