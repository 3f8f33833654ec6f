/// Who is told: e-mails to customers, one for each cause, none lost.
@NullMarked
package dev.portico.notification;

import org.jspecify.annotations.NullMarked;
