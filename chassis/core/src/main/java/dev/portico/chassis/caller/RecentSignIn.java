package dev.portico.chassis.caller;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A customer may call this only for a while after signing in: whoever finds a browser left open could do harm with it.
/// API keys are not asked: their merchant knows who it acts for.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RecentSignIn {}
