/// Two demo merchants with some life in them, told to Portico the way any merchant tells it: over the public API.
@NullMarked
package dev.portico.standalone.demo;

import org.jspecify.annotations.NullMarked;
