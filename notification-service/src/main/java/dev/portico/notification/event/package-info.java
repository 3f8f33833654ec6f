/// What happened to a merchant's data, for three months.
@NullMarked
package dev.portico.notification.event;

import org.jspecify.annotations.NullMarked;
