package dev.portico.chassis.caller;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What an API key must be permitted to call this. A resource's name (`customer`) means `customer.read` for reading and
/// `customer.write` for everything else; a permission's whole name (`subscription.read`) means just that. Customers and
/// insiders are not asked: what they may do is decided by the store and by the method's own caller.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Needs {

    String value();
}
