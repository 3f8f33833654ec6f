/// E-mails to customers: one for each cause, kept until they are sent.
@NullMarked
package dev.portico.notification.email;

import org.jspecify.annotations.NullMarked;
