/// What the payment provider tells by himself: late answers and disputes.
@NullMarked
package dev.portico.billing.notice;

import org.jspecify.annotations.NullMarked;
