/// Merchants' back ends are called, signed as Paddle signs, until they have answered.
@NullMarked
package dev.portico.notification.webhook;

import org.jspecify.annotations.NullMarked;
