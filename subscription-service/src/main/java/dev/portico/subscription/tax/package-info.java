/// How merchants tax what they sell, as billing-service tells of it: what is to be paid is said before it is charged.
@NullMarked
package dev.portico.subscription.tax;

import org.jspecify.annotations.NullMarked;
