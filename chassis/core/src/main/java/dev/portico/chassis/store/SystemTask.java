package dev.portico.chassis.store;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks the few store methods that look across merchants, because time or a secret, not a person, asks. Says why.
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface SystemTask {

    /// Why no caller can be given.
    String value();
}
