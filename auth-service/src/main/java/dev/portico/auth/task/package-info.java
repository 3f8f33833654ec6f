/// Links that open a single task of one customer, without a session.
@NullMarked
package dev.portico.auth.task;

import org.jspecify.annotations.NullMarked;
