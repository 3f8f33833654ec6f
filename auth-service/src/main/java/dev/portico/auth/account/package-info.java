/// What a customer takes along of his data.
@NullMarked
package dev.portico.auth.account;

import org.jspecify.annotations.NullMarked;
