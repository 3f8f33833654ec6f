/// Ways into a portal that a merchant's back end opens for its customer, without an e-mail.
@NullMarked
package dev.portico.auth.portalsession;

import org.jspecify.annotations.NullMarked;
