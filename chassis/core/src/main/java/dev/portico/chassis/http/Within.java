package dev.portico.chassis.http;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Names the query parameter of a [dev.portico.chassis.store.TimeRange]: `billed_at` reads `billed_at`,
/// `billed_at[GT]`, `billed_at[GTE]`, `billed_at[LT]` and `billed_at[LTE]`.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Within {

    String value();
}
