/// How events leave a service: written with the state they tell of, published after, never lost.
@NullMarked
package dev.portico.chassis.outbox;

import org.jspecify.annotations.NullMarked;
