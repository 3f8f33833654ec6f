/// What a customer finds and takes along of himself; to his merchant, too, who came in and who did not.
@NullMarked
package dev.portico.auth.account;

import org.jspecify.annotations.NullMarked;
