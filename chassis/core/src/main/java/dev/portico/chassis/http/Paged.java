package dev.portico.chassis.http;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// How a list is paged. On a parameter of type [dev.portico.chassis.store.PageRequest].
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Paged {

    /// Items on a page if nobody says how many.
    int usual() default 50;

    /// Items on a page at most; who asks for more gets as many.
    int most() default 200;

    /// What the list may be ordered by, as `order_by` names it.
    String[] by() default {"id"};
}
